package feeds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Recordings that take an exchange's place.
 *
 * @param files in the order in which they are played
 * @param speed how many times faster than they were recorded; 0 for as fast as it goes
 */
public record Replay(List<Path> files, double speed) {

    /** As fast as it goes. */
    public static final double UNBOUNDED = 0;

    private static final List<String> SUFFIXES = List.of(RecordingFile.SUFFIX, ".jsonl");

    /**
     * The recordings at a place, by name, which is by time: a file, or all files in a directory that are whole, or those
     * whose names match a pattern like {@code kraken-20261121*}. Empty if there are none.
     */
    public static List<Path> files(Path place) {
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        boolean isDirectory = Files.isDirectory(place);
        Path directory = isDirectory ? place : place.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
                directory, isDirectory ? "*" : place.getFileName().toString())) {
            for (Path file : found) {
                if (Files.isRegularFile(file) && SUFFIXES.stream().anyMatch(file.toString()::endsWith)) {
                    files.add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the recordings at " + place + " cannot be listed", e);
        }
        Collections.sort(files);
        return files;
    }
}
