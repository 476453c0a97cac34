package ui.alerts;

import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.NotificationsKt;
import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import market.AlertKind;
import market.AlertRule;
import market.AlertRule.Direction;
import market.AlertSeverity;
import market.Instrument;
import market.Interval;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ui.TestAlerts;
import ui.TestBrowser;
import ui.TestLayouts;
import ui.TestLogin;
import ui.TestMarket;
import ui.live.ManualTicks;

class RulesViewTest {

    private final TestMarket market = new TestMarket();
    private final TestAlerts alerts = new TestAlerts(market);
    private final ManualTicks ticks = new ManualTicks();
    private final TestBrowser browser = TestLayouts.browser(market, alerts, ticks)
            .with(
                    RulesView.class,
                    () -> new RulesView(alerts.rules(), market.queries(), new AuthenticationContext(), ticks));

    @BeforeEach
    void open() {
        Set<Class<? extends Component>> views = new HashSet<>(TestLayouts.VIEWS);
        views.addAll(List.of(AlertsView.class, RulesView.class));
        browser.open(views, Set.of());
    }

    @AfterEach
    void close() {
        TestLogin.asNobody();
        browser.close();
    }

    @Test
    void everybodySeesThemThoseOfTheSettingsFirst() {
        alerts.add(TestAlerts.rule("made", false, "100000"));
        alerts.configure(TestAlerts.rule("fixed", true, "90000"));
        show();

        assertThat(sentences())
                .containsExactly(
                        "BTC/USDT at binance: price rises to 90,000.00",
                        "BTC/USDT at binance: price rises to 100,000.00");
        assertThat(_find(Button.class, search -> search.withText("New rule"))).isEmpty();
        assertThat(_get(RuleGrid.class).getColumns())
                .extracting(column -> column.getHeaderText())
                .containsExactly("An alert when", "Severity", "How often", "Made by");
    }

    @Test
    void whatOthersChangeIsSeen() {
        show();
        assertThat(sentences()).isEmpty();

        alerts.add(TestAlerts.rule("made", false, "100000"));
        ticks.tick();
        ticks.runBackground();
        assertThat(sentences()).hasSize(1);
    }

    @Test
    void databaseAwayIsSaidAndWhatWasKnownStays() {
        alerts.add(TestAlerts.rule("made", false, "100000"));
        show();
        alerts.loseDatabase();
        ticks.tick();
        ticks.runBackground();

        assertThat(notices()).hasSize(1);
        assertThat(sentences()).hasSize(1);

        alerts.findDatabase();
        ticks.tick();
        ticks.runBackground();
        assertThat(notices()).isEmpty();
    }

    @Test
    void adminMakesARule() {
        openDialog();
        instrument().setValue(TestMarket.ETH);
        _setValue(field("Price"), "4000");
        _setValue(field("Note"), "round number");
        save();

        assertThat(_find(RuleDialog.class)).isEmpty();
        assertThat(sentences()).containsExactly("ETH/USDT at binance: price rises to 4,000.00");
        assertThat(alerts.made()).extracting(AlertRule::createdBy).containsExactly("admin");
        assertThat(alerts.made()).extracting(AlertRule::note).containsExactly("round number");
        assertThat(alerts.audit()).containsExactly("admin alert-rule.create");
        NotificationsKt.expectNotifications("Rule made: ETH/USDT at binance: price rises to 4,000.00.");
    }

    @Test
    void problemIsSaidAtTheFieldThatItNames() {
        openDialog();
        save();
        assertThat(instrument().isInvalid()).isTrue();
        assertThat(instrument().getErrorMessage()).startsWith("Instrument is missing. Allowed: binance:BTC-USDT");

        instrument().setValue(TestMarket.BTC);
        _setValue(field("Price"), "cheap");
        save();
        assertThat(instrument().isInvalid()).isFalse();
        assertThat(field("Price").isInvalid()).isTrue();
        assertThat(field("Price").getErrorMessage())
                .isEqualTo("Level must be a plain decimal, was 'cheap'. Allowed: a number.");

        kind().setValue(AlertKind.PRICE_CHANGE);
        _setValue(field("Level"), "5");
        _setValue(field("Within"), "soon");
        save();
        assertThat(field("Within").getErrorMessage())
                .isEqualTo("Window 'soon' is no duration. Allowed: 30s, 15m, 4h, 1d.");
        assertThat(alerts.made()).isEmpty();
    }

    @Test
    void eachKindHasItsFieldsOnly() {
        openDialog();
        assertThat(labels()).containsExactly("Price", "At most every", "Note");

        kind().setValue(AlertKind.SILENCE);
        assertThat(labels()).containsExactly("For", "At most every", "Note");

        kind().setValue(AlertKind.INDICATOR_CROSSES);
        assertThat(labels()).containsExactly("Level", "At most every", "Note");
        instrument().setValue(TestMarket.BTC);
        _setValue(field("Level"), "70");
        indicator().setValue("rsi(14)");
        save();
        assertThat(sentences()).containsExactly("BTC/USDT at binance: rsi(14) of 1m candles rises to 70");
    }

    @Test
    void databaseThatIsAwayLeavesTheDialogOpen() {
        openDialog();
        alerts.loseDatabase();
        instrument().setValue(TestMarket.BTC);
        _setValue(field("Price"), "4000");
        save();

        assertThat(_get(_get(RuleDialog.class), Div.class, search -> search.withClasses("souk-notice"))
                        .getText())
                .startsWith("It is not known whether the rule was made");
    }

    @Test
    void adminChangesARuleThatSomebodyMade() {
        AlertRule rule = TestAlerts.rule("made", false, "100000");
        alerts.add(rule);
        TestLogin.asAdmin();
        show();
        _get(RulesView.class).open(Optional.of(rule));
        assertThat(instrument().getValue()).isEqualTo(TestMarket.BTC);
        assertThat(kind().getValue()).isEqualTo(AlertKind.PRICE_CROSSES);
        assertThat(field("Price").getValue()).isEqualTo("100000");
        assertThat(field("At most every").getValue()).isEqualTo("5m");

        _setValue(field("Price"), "cheap");
        save("Save rule");
        assertThat(field("Price").isInvalid()).isTrue();

        _setValue(field("Price"), "110000");
        save("Save rule");
        assertThat(_find(RuleDialog.class)).isEmpty();
        assertThat(sentences()).containsExactly("BTC/USDT at binance: price rises to 110,000.00");
        assertThat(alerts.made()).extracting(AlertRule::id).containsExactly("made");
        assertThat(alerts.audit()).containsExactly("admin alert-rule.change");
        NotificationsKt.expectNotifications("Rule changed: BTC/USDT at binance: price rises to 110,000.00.");
    }

    /** Whatever its kind, what is shown of a rule is that rule: saved as it is, it stays the same. */
    @ParameterizedTest
    @MethodSource("rulesOfEveryKind")
    void whatIsShownOfARuleIsThatRule(AlertRule rule) {
        alerts.add(rule);
        TestLogin.asAdmin();
        show();
        _get(RulesView.class).open(Optional.of(rule));
        save("Save rule");

        assertThat(alerts.made()).containsExactly(rule);
    }

    static Stream<AlertRule> rulesOfEveryKind() {
        return Stream.of(
                rule(AlertKind.PRICE_CROSSES, Direction.DOWN, "0.5", null, null, null),
                rule(AlertKind.PRICE_CHANGE, Direction.EITHER, "2.5", Duration.ofMinutes(15), null, null),
                rule(AlertKind.PRICE_CHANGE, Direction.DOWN, "2.5", Duration.ofHours(4), null, null),
                rule(AlertKind.INDICATOR_CROSSES, Direction.DOWN, "30", null, Interval.M5, "bollinger(20,2).upper"),
                rule(AlertKind.VOLUME_OVER, null, "1000", null, Interval.M5, null),
                rule(AlertKind.SILENCE, null, null, Duration.ofMinutes(2), null, null));
    }

    private static AlertRule rule(
            AlertKind kind, Direction direction, String level, Duration window, Interval interval, String indicator) {
        return new AlertRule(
                "made",
                false,
                TestMarket.ETH.id(),
                kind,
                direction,
                level == null ? null : new BigDecimal(level),
                window,
                interval,
                indicator,
                AlertSeverity.CRITICAL,
                Duration.ZERO,
                "why",
                "somebody",
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void adminDeletesARuleThatSomebodyMadeAfterBeingAsked() {
        alerts.configure(TestAlerts.rule("fixed", true, "90000"));
        alerts.add(TestAlerts.rule("made", false, "100000"));
        TestLogin.asAdmin();
        show();
        RulesView view = _get(RulesView.class);
        view.ask(_get(RuleGrid.class).shown().get(1));
        assertThat(alerts.made()).hasSize(1);

        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        ticks.runBackground();
        assertThat(alerts.made()).isEmpty();
        assertThat(alerts.audit()).containsExactly("admin alert-rule.delete");
        assertThat(sentences()).containsExactly("BTC/USDT at binance: price rises to 90,000.00");
        NotificationsKt.expectNotifications("Rule deleted: BTC/USDT at binance: price rises to 100,000.00.");
    }

    @Test
    void ruleThatSomebodyElseHasDeletedMeanwhileIsNamed() {
        AlertRule rule = TestAlerts.rule("made", false, "100000");
        TestLogin.asAdmin();
        show();
        RulesView view = _get(RulesView.class);
        view.ask(rule);
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        ticks.runBackground();

        NotificationsKt.expectNotifications("there is no rule 'made'.");
    }

    private void show() {
        UI.getCurrent().navigate("alerts/rules");
        ticks.runBackground();
    }

    private void openDialog() {
        TestLogin.asAdmin();
        show();
        _click(_get(Button.class, search -> search.withText("New rule")));
    }

    private void save() {
        save("Create rule");
    }

    private void save(String button) {
        _click(_get(Button.class, search -> search.withText(button)));
        ticks.runBackground();
        ticks.runBackground();
    }

    private static List<String> sentences() {
        RuleGrid grid = _get(RuleGrid.class);
        return grid.shown().stream().map(grid::sentence).toList();
    }

    private static List<Div> notices() {
        return _find(_get(RulesView.class), Div.class, search -> search.withClasses("souk-notice"));
    }

    private static List<String> labels() {
        return _find(_get(RuleDialog.class), TextField.class).stream()
                .map(TextField::getLabel)
                .toList();
    }

    private static TextField field(String label) {
        return _get(_get(RuleDialog.class), TextField.class, search -> search.withLabel(label));
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<Instrument> instrument() {
        return _get(_get(RuleDialog.class), ComboBox.class, search -> search.withLabel("Instrument"));
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<String> indicator() {
        return _get(_get(RuleDialog.class), ComboBox.class, search -> search.withLabel("Indicator"));
    }

    @SuppressWarnings("unchecked")
    private static Select<AlertKind> kind() {
        return _get(_get(RuleDialog.class), Select.class, search -> search.withLabel("What"));
    }
}
