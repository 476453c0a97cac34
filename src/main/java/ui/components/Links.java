package ui.components;

/** Where views are, for those in other packages that link to them. Relative to the page's base. */
public final class Links {

    public static final String ALERTS = "alerts";
    public static final String ALERT_RULES = "alerts/rules";

    private Links() {}

    /** The chart of an instrument. */
    public static String chart(String instrument) {
        return "chart/" + instrument;
    }
}
