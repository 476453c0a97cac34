package candles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import market.IdRun;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DenseIdsTest {

    @Test
    void idsThatFollowEachOtherAreOneRunWithTheTimesOfItsEnds() {
        DenseIds ids = new DenseIds(List.of());
        for (int id = 5; id < 1_000; id++) {
            ids.add(id, 10L * id);
        }

        assertThat(ids.runs()).containsExactly(new IdRun(5, 999, 50, 9_990));
        assertThat(ids.holes()).isEmpty();
        assertThat(ids.holesChanged()).isFalse();
        assertThat(ids.spans(50, 9_990)).isTrue();
        assertThat(ids.spans(49, 60)).isFalse();
    }

    @Test
    void aHoleLiesBetweenTheTimesOfItsNeighboursAndGoesWhenItIsFilled() {
        DenseIds ids = new DenseIds(List.of());
        ids.add(1, 100);
        ids.add(4, 400);

        assertThat(ids.holesChanged()).isTrue();
        assertThat(ids.holes()).containsExactly(new DenseIds.Hole(2, 3, 100, 400));
        ids.holesSeen();
        ids.add(3, 300);
        assertThat(ids.holes()).containsExactly(new DenseIds.Hole(2, 2, 100, 300));
        ids.add(2, 200);

        assertThat(ids.holesChanged()).isTrue();
        assertThat(ids.holes()).isEmpty();
        assertThat(ids.containsAll(1, 4)).isTrue();
    }

    @Test
    void aClockThatRunsBackwardsDoesNotTurnAHoleAround() {
        DenseIds ids = new DenseIds(List.of());
        ids.add(1, 400);
        ids.add(3, 100);

        assertThat(ids.holes()).containsExactly(new DenseIds.Hole(2, 2, 100, 400));
    }

    @Test
    void theLowestHolesAreGivenUpWhenThereAreMoreThanCanBeKept() {
        DenseIds ids = new DenseIds(List.of());
        for (int id = 0; id <= DenseIds.MAX_RUNS; id++) {
            ids.add(2L * id, id);
        }

        assertThat(ids.abandonLowest()).contains(new DenseIds.Hole(1, 1, 0, 1));
        assertThat(ids.abandonLowest()).isEmpty();
        assertThat(ids.contains(1, 0)).as("passes for counted").isTrue();
        assertThat(ids.contains(3, 0)).isFalse();
        assertThat(ids.runs()).hasSize(DenseIds.MAX_RUNS);
    }

    /** Against a set of numbers, stored and loaded in between. */
    @Property(tries = 300)
    void theRunsAreThoseOfTheSetOfIds(@ForAll long seed) {
        Random random = new Random(seed);
        DenseIds ids = new DenseIds(List.of());
        TreeMap<Long, Long> times = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            long id = random.nextInt(150);
            long micros = random.nextInt(1_000);
            assertThat(ids.contains(id, micros)).isEqualTo(times.containsKey(id));
            if (!times.containsKey(id)) {
                ids.add(id, micros);
                times.put(id, micros);
            }
            if (random.nextInt(20) == 0) {
                ids = new DenseIds(ids.runs());
            }
        }

        assertThat(ids.runs()).isEqualTo(runs(times));
    }

    private static List<IdRun> runs(TreeMap<Long, Long> times) {
        List<IdRun> runs = new ArrayList<>();
        TreeSet<Long> left = new TreeSet<>(times.keySet());
        while (!left.isEmpty()) {
            long first = left.pollFirst();
            long last = first;
            while (left.remove(last + 1)) {
                last++;
            }
            runs.add(new IdRun(first, last, times.get(first), times.get(last)));
        }
        return runs;
    }
}
