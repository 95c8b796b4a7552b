package dev.bluesky.it.scene;

import dev.bluesky.it.scene.Backdrop.Place;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.Locale;

/** Somebody before a camera, who moves the head a little, blinks, and may talk. */
public final class Person implements Scene {
    public static final Person MAYA =
            new Person(
                    0,
                    "Maya Lindström",
                    0xf0c3a0,
                    0x5a3522,
                    Hair.LONG,
                    0x2f7d7e,
                    Place.SHELF,
                    0xf3e3cf);
    public static final Person PRIYA =
            new Person(
                    1,
                    "Priya Raman",
                    0xa9744a,
                    0x1d1716,
                    Hair.BUN,
                    0xc8553d,
                    Place.PLANT,
                    0xe6dcee);
    public static final Person JONAS =
            new Person(
                    2,
                    "Jonas Weber",
                    0xf2c9a8,
                    0xb78a4a,
                    Hair.SHORT,
                    0x31425c,
                    Place.WINDOW,
                    0xd3e2ec);
    public static final Person TOMAS =
            new Person(
                    3,
                    "Tomás Ferreira",
                    0x8a5a3a,
                    0x1b1512,
                    Hair.CURLS,
                    0xe0ae45,
                    Place.LAMP,
                    0xd9e8da);
    public static final Person KENJI =
            new Person(
                    4,
                    "Kenji Sato",
                    0xe8bb92,
                    0x23201f,
                    Hair.SHORT,
                    0x6b7a8f,
                    Place.SHELF,
                    0xe7e9ee);
    public static final Person LENA =
            new Person(
                    5,
                    "Lena Hoffmann",
                    0xf4cfb4,
                    0xd9a95a,
                    Hair.BOB,
                    0x8f4f78,
                    Place.WINDOW,
                    0xf2dedc);
    public static final Person AMARA =
            new Person(
                    6,
                    "Amara Okafor",
                    0x6f4429,
                    0x15100e,
                    Hair.CURLS,
                    0x3f8f6f,
                    Place.PLANT,
                    0xf3e6c8);
    public static final Person LUCA =
            new Person(
                    7,
                    "Luca Moretti",
                    0xe3b48c,
                    0x4a3226,
                    Hair.SHORT,
                    0x9c3f3a,
                    Place.LAMP,
                    0xdfe3d2);
    public static final Person SOFIA =
            new Person(
                    8,
                    "Sofia Novak",
                    0xf1c6a6,
                    0x8c3f22,
                    Hair.LONG,
                    0x44619d,
                    Place.PLANT,
                    0xd8e6ea);
    public static final Person OMAR =
            new Person(
                    9,
                    "Omar Haddad",
                    0xc08c62,
                    0x2a211d,
                    Hair.BALD,
                    0x4b5a52,
                    Place.WINDOW,
                    0xeadfd3);
    public static final Person GRACE =
            new Person(
                    10, "Grace Kim", 0xf0cba6, 0x1f1a1c, Hair.BOB, 0xd27d4a, Place.SHELF, 0xe3e0f0);
    public static final Person ERIK =
            new Person(
                    11,
                    "Erik Johansen",
                    0xf5d3ba,
                    0xc2a36b,
                    Hair.BALD,
                    0x2c4a6e,
                    Place.LAMP,
                    0xdbe8ef);

    /** All of them. */
    public static final List<Person> ALL =
            List.of(MAYA, PRIYA, JONAS, TOMAS, KENJI, LENA, AMARA, LUCA, SOFIA, OMAR, GRACE, ERIK);

    private enum Hair {
        SHORT,
        LONG,
        BUN,
        CURLS,
        BOB,
        BALD
    }

    private final int number;
    private final String title;
    private final Color skin;
    private final Color shade;
    private final Color hairColour;
    private final Hair hair;
    private final Color clothes;
    private final Backdrop backdrop;

    private Person(
            int number,
            String title,
            int skin,
            int hairColour,
            Hair hair,
            int clothes,
            Place at,
            int wall) {
        this.number = number;
        this.title = title;
        this.skin = new Color(skin);
        this.shade = Backdrop.darker(this.skin, 0.8);
        this.hairColour = new Color(hairColour);
        this.hair = hair;
        this.clothes = new Color(clothes);
        this.backdrop = new Backdrop(at, new Color(wall));
    }

    /** As it stands below the picture. */
    public String title() {
        return title;
    }

    /** For an id, in small letters. */
    public String givenName() {
        return title.substring(0, title.indexOf(' ')).toLowerCase(Locale.ROOT).replace('á', 'a');
    }

    /** From 0. */
    public int number() {
        return number;
    }

    @Override
    public void draw(Graphics2D graphics, double phase) {
        backdrop.draw(graphics);
        double turn = 2 * Math.PI * (phase + number / 12.0);
        AffineTransform before = graphics.getTransform();
        graphics.translate(320 + 5 * Math.sin(turn), 2.5 * Math.cos(2 * turn));
        graphics.scale(1.12, 1.12);
        drawHairBehind(graphics);
        drawBody(graphics);
        graphics.rotate(0.025 * Math.sin(turn), 0, 220);
        drawHead(graphics);
        drawHairBefore(graphics);
        drawFace(graphics, phase, turn);
        graphics.setTransform(before);
    }

    private void drawBody(Graphics2D graphics) {
        graphics.setColor(clothes);
        Path2D body = new Path2D.Double();
        body.moveTo(-136, 330);
        body.curveTo(-132, 262, -96, 244, -44, 232);
        body.curveTo(-20, 252, 20, 252, 44, 232);
        body.curveTo(96, 244, 132, 262, 136, 330);
        body.closePath();
        graphics.fill(body);
        graphics.setColor(shade);
        Path2D neck = new Path2D.Double();
        neck.moveTo(-24, 196);
        neck.lineTo(-24, 236);
        neck.curveTo(-16, 252, 16, 252, 24, 236);
        neck.lineTo(24, 196);
        neck.closePath();
        graphics.fill(neck);
    }

    private void drawHead(Graphics2D graphics) {
        graphics.setColor(skin);
        graphics.fill(new Ellipse2D.Double(-64, 138, 20, 30));
        graphics.fill(new Ellipse2D.Double(44, 138, 20, 30));
        graphics.fill(new RoundRectangle2D.Double(-54, 84, 108, 138, 104, 118));
    }

    private void drawFace(Graphics2D graphics, double phase, double turn) {
        boolean blinks = (phase + number * 0.29) % 1 > 0.95;
        graphics.setColor(new Color(0x2a1d18));
        for (int side : new int[] {-1, 1}) {
            double height = blinks ? 2 : 11;
            graphics.fill(new Ellipse2D.Double(side * 22 - 5, 151 - height / 2, 10, height));
        }
        graphics.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setColor(hair == Hair.BALD ? new Color(0x4a3a30) : hairColour);
        graphics.draw(new QuadCurve2D.Double(-32, 137, -22, 131, -12, 136));
        graphics.draw(new QuadCurve2D.Double(12, 136, 22, 131, 32, 137));
        graphics.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setColor(shade);
        graphics.draw(new QuadCurve2D.Double(1, 152, 8, 172, -3, 172));
        graphics.setColor(new Color(220, 90, 80, 50));
        graphics.fill(new Ellipse2D.Double(-45, 164, 22, 18));
        graphics.fill(new Ellipse2D.Double(23, 164, 22, 18));
        drawMouth(graphics, 8 + 5 * Math.sin(5 * turn));
        if (number % 4 == 2) {
            drawGlasses(graphics);
        }
        if (hair == Hair.BALD || number == 3) {
            drawBeard(graphics, 8 + 5 * Math.sin(5 * turn));
        }
    }

    private static void drawMouth(Graphics2D graphics, double open) {
        graphics.setColor(new Color(0x7c2a2c));
        Path2D mouth = new Path2D.Double();
        mouth.moveTo(-17, 189);
        mouth.quadTo(0, 194, 17, 189);
        mouth.quadTo(0, 194 + 2 * open, -17, 189);
        graphics.fill(mouth);
    }

    private static void drawGlasses(Graphics2D graphics) {
        graphics.setColor(new Color(0x26324a));
        graphics.setStroke(new BasicStroke(3.5f));
        graphics.draw(new RoundRectangle2D.Double(-40, 139, 34, 26, 16, 16));
        graphics.draw(new RoundRectangle2D.Double(6, 139, 34, 26, 16, 16));
        graphics.draw(new QuadCurve2D.Double(-6, 149, 0, 145, 6, 149));
    }

    private void drawBeard(Graphics2D graphics, double open) {
        graphics.setColor(hairColour);
        Path2D beard = new Path2D.Double();
        beard.moveTo(-54, 160);
        beard.curveTo(-54, 214, -30, 232, 0, 232);
        beard.curveTo(30, 232, 54, 214, 54, 160);
        beard.curveTo(46, 186, 30, 180, 0, 180);
        beard.curveTo(-30, 180, -46, 186, -54, 160);
        graphics.fill(beard);
        drawMouth(graphics, open);
    }

    private void drawHairBehind(Graphics2D graphics) {
        graphics.setColor(hairColour);
        if (hair == Hair.LONG) {
            graphics.fill(new RoundRectangle2D.Double(-72, 70, 144, 214, 130, 130));
        } else if (hair == Hair.BOB) {
            graphics.fill(new RoundRectangle2D.Double(-70, 70, 140, 144, 120, 90));
        } else if (hair == Hair.BUN) {
            graphics.fill(new Ellipse2D.Double(-28, 32, 56, 56));
        } else if (hair == Hair.CURLS) {
            for (int i = 0; i <= 8; i++) {
                double angle = Math.PI * (0.95 + 1.1 * i / 8);
                double x = 56 * Math.cos(angle);
                double y = 128 + 52 * Math.sin(angle);
                graphics.fill(new Ellipse2D.Double(x - 24, y - 24, 48, 48));
            }
        }
    }

    private void drawHairBefore(Graphics2D graphics) {
        graphics.setColor(hairColour);
        Path2D fringe = new Path2D.Double();
        fringe.moveTo(-58, 142);
        fringe.curveTo(-66, 60, 66, 60, 58, 142);
        switch (hair) {
            case LONG, BOB -> fringe.curveTo(50, 112, 20, 104, -6, 96);
            case BUN -> fringe.curveTo(48, 110, 20, 104, 0, 104);
            case CURLS -> fringe.curveTo(48, 118, 20, 112, 0, 114);
            case SHORT -> fringe.curveTo(54, 116, 50, 112, 40, 110);
            case BALD -> {
                return;
            }
        }
        switch (hair) {
            case LONG, BOB -> fringe.curveTo(-26, 118, -50, 120, -58, 142);
            case SHORT -> fringe.curveTo(6, 118, -40, 104, -58, 142);
            default -> fringe.curveTo(-20, 104, -48, 110, -58, 142);
        }
        graphics.fill(fringe);
    }
}
