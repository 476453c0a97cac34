package api;

import java.util.List;

/** A request that cannot be answered, with the problem to answer instead. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** 400: a parameter has a value that is not allowed. */
    public static ProblemException badParameter(String parameter, String detail, List<String> allowed) {
        return new ProblemException(new Problem("about:blank", "Bad Request", 400, detail, parameter, allowed));
    }

    /** 404: what a parameter names does not exist. */
    public static ProblemException notFound(String parameter, String detail, List<String> allowed) {
        return new ProblemException(new Problem("about:blank", "Not Found", 404, detail, parameter, allowed));
    }

    /** 413: the body is longer than any that is taken. */
    static ProblemException tooLarge(String detail) {
        return new ProblemException(Problem.of(413, "Content Too Large", detail));
    }

    /** 415: the body is of a type that is not taken. */
    static ProblemException unsupportedMediaType(String detail, List<String> allowed) {
        return new ProblemException(
                new Problem("about:blank", "Unsupported Media Type", 415, detail, "Content-Type", allowed));
    }

    /** 503: not now. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(Problem.of(503, "Service Unavailable", detail));
    }

    /** 409: it cannot be done as things are. */
    public static ProblemException conflict(String detail) {
        return new ProblemException(Problem.of(409, "Conflict", detail));
    }

    public Problem problem() {
        return problem;
    }
}
