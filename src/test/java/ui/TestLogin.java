package ui;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who is logged in, on the thread of the test. */
public final class TestLogin {

    private TestLogin() {}

    public static void asAdmin() {
        TestingAuthenticationToken login = new TestingAuthenticationToken("admin", "secret", "ROLE_ADMIN");
        SecurityContextHolder.getContext().setAuthentication(login);
    }

    public static void asNobody() {
        SecurityContextHolder.clearContext();
    }
}
