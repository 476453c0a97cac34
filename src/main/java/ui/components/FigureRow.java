package ui.components;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import java.util.Map;

/** Figures beside each other, each under its name. Used under its UI's lock. */
public class FigureRow extends Div {

    public FigureRow() {
        addClassName("souk-figures");
    }

    public void add(String name, DescriptionList.Description figure) {
        add(new DescriptionList(Map.of(new DescriptionList.Term(name), figure)));
    }
}
