package market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import market.TradeIdRanges.Range;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TradeIdRangesTest {

    @Test
    void denseIdsStayOneRunInWhateverOrderTheyCome() {
        TradeIdRanges ids = new TradeIdRanges();

        assertThat(List.of(5L, 3L, 4L, 7L, 6L)).allMatch(ids::add);

        assertThat(ids.ranges()).containsExactly(new Range(3, 7));
    }

    @Test
    void aHoleIsAGapBetweenTwoRuns() {
        TradeIdRanges ids = new TradeIdRanges(List.of(new Range(1, 10)));

        ids.add(15);

        assertThat(ids.ranges()).containsExactly(new Range(1, 10), new Range(15, 15));
    }

    @Property
    void countsAnIdOnceAndKeepsTheFewestRuns(@ForAll List<@LongRange(min = 0, max = 60) Long> added) {
        TradeIdRanges ids = new TradeIdRanges();
        TreeSet<Long> reference = new TreeSet<>();

        for (long id : added) {
            assertThat(ids.add(id)).isEqualTo(reference.add(id));
        }

        List<Range> ranges = ids.ranges();
        assertThat(ranges.stream().flatMap(range -> longs(range).stream())).containsExactlyElementsOf(reference);
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).first()).isGreaterThan(ranges.get(i - 1).last() + 1);
        }
    }

    private static List<Long> longs(Range range) {
        return java.util.stream.LongStream.rangeClosed(range.first(), range.last())
                .boxed()
                .toList();
    }
}
