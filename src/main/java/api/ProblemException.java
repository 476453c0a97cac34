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

    public Problem problem() {
        return problem;
    }
}
