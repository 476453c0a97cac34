package routes;

import jakarta.mail.MessagingException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Whether a mail server said that it will never take a mail: status 5xx, RFC 5321, 4.2.1. */
final class MailRefusals {

    private MailRefusals() {}

    /** What the server said; empty if it may take the mail later, or said nothing. */
    static Optional<String> in(Exchange exchange) {
        return in(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    static Optional<String> in(Throwable problem) {
        for (Throwable next = problem; next != null; next = following(next)) {
            if (status(next) >= 500) {
                return Optional.of(next.getMessage());
            }
        }
        return Optional.empty();
    }

    /** One of these has the next problem in a field of its own. */
    private static Throwable following(Throwable problem) {
        return problem instanceof MessagingException messaging && messaging.getNextException() != null
                ? messaging.getNextException()
                : problem.getCause();
    }

    private static int status(Throwable problem) {
        if (problem instanceof SMTPSendFailedException failed) {
            return failed.getReturnCode();
        }
        if (problem instanceof SMTPAddressFailedException failed) {
            return failed.getReturnCode();
        }
        return problem instanceof SMTPSenderFailedException failed ? failed.getReturnCode() : 0;
    }
}
