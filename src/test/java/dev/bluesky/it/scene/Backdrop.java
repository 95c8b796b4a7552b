package dev.bluesky.it.scene;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** The room behind somebody. */
record Backdrop(Place place, Color wall) {
    /** What stands there. */
    enum Place {
        WINDOW,
        PLANT,
        SHELF,
        LAMP
    }

    void draw(Graphics2D graphics) {
        graphics.setPaint(new GradientPaint(0, 0, wall, 0, 380, darker(wall, 0.82)));
        graphics.fill(new Rectangle2D.Double(0, 0, Scene.WIDTH, Scene.HEIGHT));
        switch (place) {
            case WINDOW -> {
                drawWindow(graphics, 448, 36);
                drawPicture(graphics, 56, 84, 0x7aa5b8);
            }
            case PLANT -> {
                drawPlant(graphics, 118, 360);
                drawPicture(graphics, 486, 70, 0xd98c9a);
            }
            case SHELF -> {
                drawShelf(graphics, 452, 142);
                drawPicture(graphics, 60, 66, 0x8db0c2);
            }
            case LAMP -> {
                drawLamp(graphics, 540, 90);
                drawShelf(graphics, 30, 168);
            }
        }
    }

    private static void drawWindow(Graphics2D graphics, double x, double y) {
        fill(graphics, 0xf7f9fb, new RoundRectangle2D.Double(x, y, 160, 176, 8, 8));
        graphics.setPaint(
                new GradientPaint(0, (float) y, new Color(0x9fd0f3), 0, 212, new Color(0xdff1fd)));
        graphics.fill(new Rectangle2D.Double(x + 9, y + 9, 142, 158));
        fill(graphics, 0xffffff, new Ellipse2D.Double(x + 24, y + 38, 46, 26));
        fill(graphics, 0xffffff, new Ellipse2D.Double(x + 46, y + 28, 44, 34));
        fill(graphics, 0x86b487, new Ellipse2D.Double(x - 4, y + 122, 120, 60));
        fill(graphics, 0x9fc59a, new Ellipse2D.Double(x + 66, y + 130, 110, 50));
        fill(graphics, 0xf7f9fb, new Rectangle2D.Double(x, y + 167, 160, 30));
        fill(graphics, 0xf7f9fb, new Rectangle2D.Double(x + 77, y, 7, 176));
        fill(graphics, 0xf7f9fb, new Rectangle2D.Double(x + 151, y, 9, 190));
    }

    private static void drawPicture(Graphics2D graphics, double x, double y, int colour) {
        fill(graphics, 0xfdfbf6, new RoundRectangle2D.Double(x, y, 112, 86, 6, 6));
        Path2D hills = new Path2D.Double();
        hills.moveTo(x + 10, y + 76);
        hills.lineTo(x + 38, y + 34);
        hills.lineTo(x + 58, y + 58);
        hills.lineTo(x + 76, y + 40);
        hills.lineTo(x + 102, y + 76);
        hills.closePath();
        fill(graphics, colour, hills);
        fill(graphics, 0xf0c35a, new Ellipse2D.Double(x + 76, y + 14, 18, 18));
    }

    private static void drawShelf(Graphics2D graphics, double x, double y) {
        int[] books = {0x4a6178, 0xd9a441, 0x3f7a74, 0xb55a4a, 0xe4d3b8};
        for (int i = 0; i < books.length; i++) {
            double height = 44 + 11 * (i * 7 % 3);
            fill(
                    graphics,
                    books[i],
                    new Rectangle2D.Double(x + 62 + 19 * i, y - height, 16, height));
        }
        fill(graphics, 0xd98b6a, new Rectangle2D.Double(x + 14, y - 22, 26, 22));
        fill(graphics, 0x5c9a68, new Ellipse2D.Double(x + 4, y - 58, 46, 42));
        fill(graphics, 0x8a6543, new RoundRectangle2D.Double(x - 8, y, 180, 9, 6, 6));
    }

    private static void drawPlant(Graphics2D graphics, double x, double floor) {
        for (int i = -2; i <= 2; i++) {
            Path2D leaf = new Path2D.Double();
            double lean = 46.0 * i;
            double top = floor - 262 + 26.0 * i * i;
            leaf.moveTo(x, floor - 92);
            leaf.quadTo(x + lean - 40, floor - 190, x + lean, top);
            leaf.quadTo(x + lean + 34, floor - 170, x, floor - 92);
            fill(graphics, i % 2 == 0 ? 0x4f9160 : 0x3f7d52, leaf);
        }
        Path2D pot = new Path2D.Double();
        pot.moveTo(x - 48, floor - 100);
        pot.lineTo(x + 48, floor - 100);
        pot.lineTo(x + 36, floor);
        pot.lineTo(x - 36, floor);
        pot.closePath();
        fill(graphics, 0xefe6d6, pot);
    }

    private static void drawLamp(Graphics2D graphics, double x, double y) {
        graphics.setColor(new Color(255, 240, 200, 90));
        graphics.fill(new Ellipse2D.Double(x - 110, y - 90, 220, 220));
        fill(graphics, 0x5a4634, new Rectangle2D.Double(x - 3, y + 60, 6, 240));
        Path2D shade = new Path2D.Double();
        shade.moveTo(x - 34, y - 20);
        shade.lineTo(x + 34, y - 20);
        shade.lineTo(x + 58, y + 62);
        shade.lineTo(x - 58, y + 62);
        shade.closePath();
        fill(graphics, 0xfff0c8, shade);
    }

    private static void fill(Graphics2D graphics, int colour, Shape shape) {
        graphics.setColor(new Color(colour));
        graphics.fill(shape);
    }

    /** The same in the shade. */
    static Color darker(Color colour, double factor) {
        return new Color(
                (int) (colour.getRed() * factor),
                (int) (colour.getGreen() * factor),
                (int) (colour.getBlue() * factor));
    }
}
