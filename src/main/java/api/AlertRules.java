package api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import market.AlertRule;
import market.Instruments;
import market.Interval;
import storage.AlertRuleStore;
import storage.AuditStore;

/** The rules of the settings and of users, for those who see and change them. Safe for any thread. */
public class AlertRules {

    /** What is longer than ten times what a rule needs is not read. */
    private static final int MAX_BODY_BYTES = 4_000;

    /** More would make the console's list useless long before they cost anything to evaluate. */
    private static final int MAX_RULES = 20_000;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final List<AlertRule> configured;
    private final AlertRuleStore store;
    private final Instruments instruments;
    private final List<Interval> intervals;
    private final AuditStore audit;
    private final Clock clock;

    /** @param intervals of which there are candles, shortest first */
    public AlertRules(
            List<AlertRule> configured,
            AlertRuleStore store,
            Instruments instruments,
            List<Interval> intervals,
            AuditStore audit,
            Clock clock) {
        this.configured = List.copyOf(configured);
        this.store = store;
        this.instruments = instruments;
        this.intervals = List.copyOf(intervals);
        this.audit = audit;
        this.clock = clock;
    }

    /** All of them, those of the settings first. */
    public List<AlertRule> all() {
        return Stream.concat(configured.stream(), store.all().stream()).toList();
    }

    /** Answers {@code GET /alert-rules}. */
    public List<RuleAnswer> answers() {
        return all().stream().map(RuleAnswer::of).toList();
    }

    /**
     * Answers {@code POST /alert-rules}.
     *
     * @throws ProblemException 400 naming the field that is wrong, 409 if there are too many
     */
    public RuleAnswer create(InputStream body, String actor) {
        return RuleAnswer.of(create(read(body), actor));
    }

    /** @throws ProblemException as {@link #create(InputStream, String)} */
    public AlertRule create(RuleForm form, String actor) {
        if (store.version().rules() >= MAX_RULES) {
            throw ProblemException.conflict("there are " + MAX_RULES + " rules already: delete some first");
        }
        AlertRule rule =
                form.toRule(UUID.randomUUID().toString(), false, instruments, intervals, actor, clock.instant());
        store.save(rule);
        audit.add(actor, "alert-rule.create", rule.id() + " " + RuleForm.of(rule), "ok");
        return rule;
    }

    /**
     * Answers {@code PUT /alert-rules/{id}}.
     *
     * @throws ProblemException 404 if there is no such rule, 409 if it stands in the settings, 400 naming the field that is wrong
     */
    public RuleAnswer change(String id, InputStream body, String actor) {
        return RuleAnswer.of(change(id, read(body), actor));
    }

    /** @throws ProblemException as {@link #change(String, InputStream, String)} */
    public AlertRule change(String id, RuleForm form, String actor) {
        AlertRule known = require(id);
        AlertRule rule = form.toRule(known.id(), false, instruments, intervals, known.createdBy(), known.createdAt());
        store.save(rule);
        audit.add(actor, "alert-rule.change", rule.id() + " " + RuleForm.of(rule), "ok");
        return rule;
    }

    /**
     * Answers {@code DELETE /alert-rules/{id}}. Its active alert, if there is one, is over then.
     *
     * @return the rule that was deleted
     * @throws ProblemException 404 if there is no such rule, 409 if it stands in the settings
     */
    public RuleAnswer delete(String id, String actor) {
        AlertRule rule = require(id);
        store.delete(rule.id());
        audit.add(actor, "alert-rule.delete", rule.id() + " " + RuleForm.of(rule), "ok");
        return RuleAnswer.of(rule);
    }

    private AlertRule require(String id) {
        if (configured.stream().anyMatch(rule -> rule.id().equals(id))) {
            throw ProblemException.conflict(
                    "rule " + id + " stands in the settings, under souk.alerts.rules: change it there");
        }
        return store.find(id)
                .orElseThrow(() -> ProblemException.notFound("id", "there is no rule '" + Quoted.of(id) + "'", null));
    }

    private static RuleForm read(InputStream body) {
        try {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(MAX_BODY_BYTES + 1);
            if (bytes.length > MAX_BODY_BYTES) {
                throw badBody("the body has more than " + MAX_BODY_BYTES + " bytes");
            }
            RuleForm form = JSON.readValue(bytes, RuleForm.class);
            if (form == null) {
                throw badBody("the body must be a JSON object");
            }
            return form;
        } catch (UnrecognizedPropertyException e) {
            throw badBody("there is no field '" + Quoted.of(e.getPropertyName()) + "'");
        } catch (MismatchedInputException e) {
            throw badBody("the body must be a JSON object whose fields are strings or numbers");
        } catch (JacksonException e) {
            throw badBody("the body is not JSON");
        } catch (IOException e) {
            throw new UncheckedIOException("the request was not sent to its end", e);
        }
    }

    private static ProblemException badBody(String detail) {
        return ProblemException.badParameter("body", detail, RuleForm.FIELDS);
    }
}
