package api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import market.AlertRule;

/**
 * A rule as it is answered: what was written, and who wrote it.
 *
 * @param configured whether it stands in the settings, and so cannot be changed here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleAnswer(
        String id,
        boolean configured,
        @JsonUnwrapped RuleForm rule,
        String createdBy,
        Instant createdAt,
        long createdAtMs) {

    static RuleAnswer of(AlertRule rule) {
        return new RuleAnswer(
                rule.id(),
                rule.configured(),
                RuleForm.of(rule),
                rule.createdBy(),
                rule.createdAt(),
                rule.createdAt().toEpochMilli());
    }
}
