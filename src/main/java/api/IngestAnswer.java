package api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** What became of a batch of trades from outside, item by item. */
public record IngestAnswer(long accepted, long refused, List<Item> items) {

    static final String ACCEPTED = "accepted";
    static final String REFUSED = "refused";

    /**
     * @param index in the batch, from 0
     * @param reason why it was refused; null if it was not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(int index, String status, String reason) {}

    static IngestAnswer of(List<Item> items) {
        long accepted =
                items.stream().filter(item -> item.status().equals(ACCEPTED)).count();
        return new IngestAnswer(accepted, items.size() - accepted, items);
    }
}
