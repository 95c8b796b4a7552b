package dev.bluesky.it.peer;

import dev.onvoid.webrtc.internal.NativeObject;
import dev.onvoid.webrtc.internal.RefCountedObject;
import java.lang.reflect.Field;

/**
 * A reference to a native object that webrtc-java 0.14.0 takes and never gives back.
 *
 * <p>{@code RTCPeerConnection.close()} forgets its pointer without releasing it, and the object of
 * {@code addTransceiver} has no close at all: read the pointer before, release it after. Otherwise
 * each connection leaves up to 0.2 MB, and the tracks of a leaked transceiver cannot be disposed
 * of.
 */
final class NativeReference extends RefCountedObject {
    private static final Field HANDLE = handleField();

    private NativeReference(long handle) {
        writeHandle(handle);
    }

    static NativeReference of(NativeObject holder) {
        try {
            return new NativeReference(HANDLE.getLong(holder));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("webrtc-java hides its handle", e);
        }
    }

    private void writeHandle(long handle) {
        try {
            HANDLE.setLong(this, handle);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("webrtc-java hides its handle", e);
        }
    }

    private static Field handleField() {
        try {
            Field field = NativeObject.class.getDeclaredField("nativeHandle");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("webrtc-java has no handle of the known name", e);
        }
    }
}
