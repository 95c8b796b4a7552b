// SPDX-License-Identifier: Apache-2.0

// Debian's OpenSSL asks a BIO whether the kernel encrypts for it, and mediasoup's callback, which is
// there for what is written, answers every question with 1: its own OpenSSL does not ask this one.

#include <openssl/bio.h>

static BIO_callback_fn_ex theirs;

static long answer(
    BIO *bio, int operation, const char *data, size_t length, int number, long more, int result, size_t *done) {
    if (operation == (BIO_CB_CTRL | BIO_CB_RETURN) && number == BIO_CTRL_GET_KTLS_SEND) {
        return 0;
    }
    return theirs(bio, operation, data, length, number, more, result, done);
}

// The linker has mediasoup call this one, and us the other (--wrap).
void __real_BIO_set_callback_ex(BIO *bio, BIO_callback_fn_ex callback);

void __wrap_BIO_set_callback_ex(BIO *bio, BIO_callback_fn_ex callback) {
    theirs = callback;
    __real_BIO_set_callback_ex(bio, answer);
}
