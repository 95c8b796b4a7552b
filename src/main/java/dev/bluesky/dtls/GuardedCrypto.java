package dev.bluesky.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.gcm.BasicGCMMultiplier;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * BouncyCastle's own algorithms, with a look at what arrives encrypted, and made for the two
 * records that a handshake encrypts: media has its own keys.
 */
final class GuardedCrypto extends BcTlsCrypto {

    GuardedCrypto() {
        super(new SecureRandom());
    }

    @Override
    public TlsCipher createCipher(
            TlsCryptoParameters parameters, int encryptionAlgorithm, int macAlgorithm)
            throws IOException {
        return new GuardedCipher(super.createCipher(parameters, encryptionAlgorithm, macAlgorithm));
    }

    /** Without tables, which would be 512 small objects for as long as the connection lives. */
    @Override
    protected AEADBlockCipher createGCMMode(BlockCipher engine) {
        return GCMBlockCipher.newInstance(engine, new BasicGCMMultiplier());
    }
}
