package dev.bluesky.it.scene;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A scene as the frames of a video, one behind the other, without end.
 *
 * @param width pixels, even
 * @param height pixels, even
 * @param framesPerSecond how often there is a next frame
 * @param frames in I420: all of Y, then U and V with half as many rows and columns
 */
public record Film(int width, int height, int framesPerSecond, List<byte[]> frames) {

    /** Films a scene. */
    public static Film of(Scene scene, int width, int height, int framesPerSecond) {
        int count = Scene.SECONDS * framesPerSecond;
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(i420(drawn(scene, width, height, (double) i / count)));
        }
        return new Film(width, height, framesPerSecond, frames);
    }

    private static BufferedImage drawn(Scene scene, int width, int height, double phase) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale((double) width / Scene.WIDTH, (double) height / Scene.HEIGHT);
        scene.draw(graphics, phase);
        graphics.dispose();
        return image;
    }

    /** BT.601 with the limited range, as cameras give it. */
    private static byte[] i420(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
        byte[] planes = new byte[width * height * 3 / 2];
        int u = width * height;
        int v = u + width * height / 4;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = rgb[y * width + x];
                int red = (pixel >> 16) & 255;
                int green = (pixel >> 8) & 255;
                int blue = pixel & 255;
                planes[y * width + x] = part(66, red, 129, green, 25, blue, 16);
                if ((x & 1) == 0 && (y & 1) == 0) {
                    planes[u++] = part(-38, red, -74, green, 112, blue, 128);
                    planes[v++] = part(112, red, -94, green, -18, blue, 128);
                }
            }
        }
        return planes;
    }

    private static byte part(
            int ofRed, int red, int ofGreen, int green, int ofBlue, int blue, int zero) {
        return (byte) ((ofRed * red + ofGreen * green + ofBlue * blue + 256 * zero + 128) / 256);
    }
}
