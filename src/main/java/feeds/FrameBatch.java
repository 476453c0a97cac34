package feeds;

import java.util.List;

/** Frames of one feed that came one after the other, oldest first: what had come by the time that somebody looked. */
public record FrameBatch(List<RawFrame> frames) {

    public FrameBatch {
        frames = List.copyOf(frames);
    }
}
