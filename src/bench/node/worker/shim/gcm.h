// SPDX-License-Identifier: Apache-2.0

// Included before each file of libsrtp, whose version 2.3 was made for OpenSSL 1: before it encrypts
// it sets a tag, which OpenSSL 3 notes as an error, one for each packet, until mediasoup finds it and
// thinks that it is of DTLS; and for each packet it sets the length of the IV to what it is.

#pragma once

#include <openssl/evp.h>

enum { DEFAULT_IV_BYTES = 12 };

static inline int useful_ctrl(EVP_CIPHER_CTX *context, int type, int number, void *data) {
    int is_idle = (type == EVP_CTRL_AEAD_SET_TAG && EVP_CIPHER_CTX_is_encrypting(context)) ||
                  (type == EVP_CTRL_AEAD_SET_IVLEN && number == DEFAULT_IV_BYTES);
    return is_idle ? 1 : EVP_CIPHER_CTX_ctrl(context, type, number, data);
}

#define EVP_CIPHER_CTX_ctrl useful_ctrl
