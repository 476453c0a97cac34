package market;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** How the log's records are parsed. */
final class LogJson {

    /** A record is flat and its values short; what is far beyond that is not worth reading, nor saying back. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(64)
                    .maxStringLength(256)
                    .build())
            .build();

    private LogJson() {}
}
