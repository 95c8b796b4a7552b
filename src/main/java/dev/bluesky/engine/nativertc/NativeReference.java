package dev.bluesky.engine.nativertc;

import dev.onvoid.webrtc.internal.NativeObject;
import dev.onvoid.webrtc.internal.RefCountedObject;
import java.lang.reflect.Field;

/**
 * The reference to a native object that webrtc-java takes for a peer connection and never gives
 * back ({@code close()} ends the connection but keeps its memory). Taken before close, released
 * after.
 */
final class NativeReference extends RefCountedObject {

    private static final Field HANDLE = handleField();

    private NativeReference() {}

    private static Field handleField() {
        try {
            Field field = NativeObject.class.getDeclaredField("nativeHandle");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("webrtc-java has no NativeObject.nativeHandle", e);
        }
    }

    static NativeReference of(NativeObject object) {
        try {
            NativeReference reference = new NativeReference();
            HANDLE.setLong(reference, HANDLE.getLong(object));
            return reference;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the native handle cannot be read", e);
        }
    }
}
