package feeds.simulator;

/** Where the frames come from. All methods are called on the simulator's event loop. */
interface Player {

    /** The server listens. */
    void start();

    /** Whether a client may subscribe to this stream. */
    boolean knows(String stream);

    /** A client subscribed or unsubscribed. */
    void subscriptionsChanged();

    /** A client's connection is gone. */
    void left(Client client);

    /** The server stops; gives back what is held. */
    void stop();
}
