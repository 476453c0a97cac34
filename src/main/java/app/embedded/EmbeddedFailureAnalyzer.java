package app.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a failed start into its sentence and its remedy, without a stack trace. */
final class EmbeddedFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedStartException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedStartException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
