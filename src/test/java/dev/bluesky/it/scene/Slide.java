package dev.bluesky.it.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** What somebody shows on a screen: a slide with text and bars, and a line that grows. */
public final class Slide implements Scene {
    private static final Color INK = new Color(0x16263d);
    private static final Color SOFT = new Color(0x5b6f88);
    private static final Color ACCENT = new Color(0x1765cc);
    private static final double[] VALUES = {0.34, 0.46, 0.42, 0.58, 0.66, 0.61, 0.78, 0.92};
    private static final String[] LINES = {
        "Rooms open by their link", "Pictures as large as needed", "One file to deploy"
    };

    @Override
    public void draw(Graphics2D graphics, double phase) {
        graphics.setColor(Color.WHITE);
        graphics.fill(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        graphics.setColor(ACCENT);
        graphics.fill(new Rectangle2D.Double(0, 0, 10, HEIGHT));
        text(graphics, INK, Font.BOLD, 26, "What we shipped this quarter", 40, 58);
        text(graphics, SOFT, Font.PLAIN, 13, "Calls per week, in thousands", 40, 82);
        for (int i = 0; i < LINES.length; i++) {
            int y = 150 + 44 * i;
            graphics.setColor(ACCENT);
            graphics.fill(new RoundRectangle2D.Double(40, y - 12, 12, 12, 12, 12));
            text(graphics, INK, Font.PLAIN, 16, LINES[i], 64, y);
        }
        drawBars(graphics);
        drawTrend(graphics, phase);
    }

    private static void drawBars(Graphics2D graphics) {
        graphics.setColor(new Color(0xd5e0ec));
        graphics.setStroke(new BasicStroke(1));
        for (int y = 130; y <= 310; y += 45) {
            graphics.drawLine(318, y, 608, y);
        }
        for (int i = 0; i < VALUES.length; i++) {
            double height = 170 * VALUES[i];
            graphics.setColor(i == VALUES.length - 1 ? ACCENT : new Color(0xa9c8ef));
            graphics.fill(
                    new RoundRectangle2D.Double(326 + 35.5 * i, 310 - height, 24, height, 6, 6));
            text(graphics, SOFT, Font.PLAIN, 10, "W" + (i + 1), 330 + (int) (35.5 * i), 328);
        }
    }

    private static void drawTrend(Graphics2D graphics, double phase) {
        Path2D line = new Path2D.Double();
        double until = 1 + phase * (VALUES.length - 1);
        for (int i = 0; i < until; i++) {
            double y = 296 - 170 * VALUES[i];
            if (i == 0) {
                line.moveTo(338, y);
            } else {
                line.lineTo(338 + 35.5 * i, y);
            }
        }
        graphics.setColor(new Color(0xe08a2e));
        graphics.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(line);
    }

    private static void text(
            Graphics2D graphics, Color colour, int style, int size, String text, int x, int y) {
        graphics.setColor(colour);
        graphics.setFont(new Font(Font.SANS_SERIF, style, size));
        graphics.drawString(text, x, y);
    }
}
