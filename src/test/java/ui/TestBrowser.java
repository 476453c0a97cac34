package ui;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.Routes;
import com.github.mvysny.kaributesting.v10.mock.MockService;
import com.github.mvysny.kaributesting.v10.mock.MockVaadinServlet;
import com.github.mvysny.kaributesting.v10.mock.MockedUI;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.function.DeploymentConfiguration;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.ServiceException;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletContext;
import com.vaadin.flow.server.VaadinServletService;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The server's side of a browser tab: real routing, views made by the test instead of by Spring. Bound to the thread of
 * the test, which holds the UI's lock as a request would.
 */
public final class TestBrowser {

    private final Map<Class<?>, Supplier<?>> makers = new HashMap<>();

    /** Says how a view or layout is made. */
    public <T extends Component> TestBrowser with(Class<T> type, Supplier<T> maker) {
        makers.put(type, maker);
        return this;
    }

    public TestBrowser open(Set<Class<? extends Component>> views, Set<Class<? extends HasErrorParameter<?>>> errors) {
        Routes routes = new Routes(views, errors, true);
        MockVaadin.setup(MockedUI::new, new Servlet(routes));
        return this;
    }

    public void close() {
        MockVaadin.tearDown();
    }

    /** What is shown inside of all layouts. */
    public HasElement view() {
        return UI.getCurrent().getInternals().getActiveRouterTargetsChain().get(0);
    }

    private final class Servlet extends MockVaadinServlet {

        private static final long serialVersionUID = 1L;

        Servlet(Routes routes) {
            super(routes, MockedUI::new);
        }

        @Override
        protected VaadinServletService createServletService(DeploymentConfiguration configuration)
                throws ServiceException {
            MockService service = new MockService(this, configuration, getUiFactory()) {

                private static final long serialVersionUID = 1L;

                @Override
                public Instantiator getInstantiator() {
                    return new Maker(this);
                }
            };
            service.init();
            getRoutes().register((VaadinServletContext) service.getContext());
            return service;
        }
    }

    private final class Maker extends DefaultInstantiator {

        private static final long serialVersionUID = 1L;

        Maker(VaadinService service) {
            super(service);
        }

        @Override
        public <T> T getOrCreate(Class<T> type) {
            Supplier<?> maker = makers.get(type);
            return maker == null ? super.getOrCreate(type) : type.cast(maker.get());
        }
    }
}
