package dev.bluesky.it.scene;

import java.awt.Graphics2D;

/** What a camera sees, or a screen shows; it moves, and begins anew after {@link #SECONDS}. */
public interface Scene {
    /** Scenes are drawn for a picture of this size, and scaled to others. */
    int WIDTH = 640;

    int HEIGHT = 360;

    /** How long a scene is. */
    int SECONDS = 3;

    /**
     * Draws it.
     *
     * @param phase of the scene, from 0 to 1
     */
    void draw(Graphics2D graphics, double phase);
}
