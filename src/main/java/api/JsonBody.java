package api;

import java.util.List;

/**
 * The bodies of requests: JSON, and said to be so. A page of another site can have a browser send its forms' types with the login of
 * whoever looks at it, but not this one. Safe for any thread.
 */
public final class JsonBody {

    private static final String MEDIA_TYPE = "application/json";

    private JsonBody() {}

    /**
     * @param contentType as it was sent; null if it was not
     * @throws ProblemException 415 if it is another
     */
    public static void check(String contentType) {
        if (contentType == null || !contentType.split(";", 2)[0].strip().equalsIgnoreCase(MEDIA_TYPE)) {
            throw ProblemException.unsupportedMediaType(
                    "the body must be JSON, this is " + (contentType == null ? "of no type" : Quoted.of(contentType)),
                    List.of(MEDIA_TYPE));
        }
    }
}
