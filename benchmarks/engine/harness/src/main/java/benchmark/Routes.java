package benchmark;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The Camel routes of another JVM, by JMX. */
final class Routes implements AutoCloseable {

    private final JMXConnector connection;

    private Routes(JMXConnector connection) {
        this.connection = connection;
    }

    static Routes of(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new Routes(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("the process " + pid + " takes no orders", e);
        }
    }

    void suspend(List<String> ids) throws IOException {
        tell(ids, "suspend");
    }

    void resume(List<String> ids) throws IOException {
        tell(ids, "resume");
    }

    private void tell(List<String> ids, String what) throws IOException {
        for (String id : ids) {
            try {
                ObjectName pattern = new ObjectName("org.apache.camel:type=routes,name=" + ObjectName.quote(id) + ",*");
                ObjectName route = connection.getMBeanServerConnection().queryNames(pattern, null).stream()
                        .findFirst()
                        .orElseThrow(() -> new IOException("there is no route " + id));
                connection.getMBeanServerConnection().invoke(route, what, null, null);
            } catch (JMException e) {
                throw new IOException("the route " + id + " cannot be told to " + what, e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
