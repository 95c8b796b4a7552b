// SPDX-License-Identifier: Apache-2.0

// What mediasoup calls of libsrtp 3, by libsrtp 2: a policy is made by functions, and a packet is
// protected from one buffer into another, which costs a copy more.

#pragma once

#include_next <srtp.h>

#include <cstdint>
#include <cstring>

inline constexpr auto srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(28);
inline constexpr auto srtp_err_status_cryptex_err = static_cast<srtp_err_status_t>(29);

struct Srtp3Policy {
    srtp_policy_t policy;
    uint8_t key[SRTP_MAX_KEY_LEN];
};

using srtp3_policy_t = Srtp3Policy*;
#define srtp_policy_t srtp3_policy_t

inline srtp_err_status_t srtp_policy_create(srtp3_policy_t* policy) {
    *policy = new Srtp3Policy{};
    return srtp_err_status_ok;
}

inline void srtp_policy_destroy(srtp3_policy_t policy) { delete policy; }

inline srtp_err_status_t srtp_policy_set_ssrc(srtp3_policy_t policy, srtp_ssrc_t ssrc) {
    policy->policy.ssrc = ssrc;
    return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(srtp3_policy_t policy, srtp_profile_t profile) {
    srtp_err_status_t status =
        srtp_crypto_policy_set_from_profile_for_rtp(&policy->policy.rtp, profile);
    return status != srtp_err_status_ok
               ? status
               : srtp_crypto_policy_set_from_profile_for_rtcp(&policy->policy.rtcp, profile);
}

inline srtp_err_status_t srtp_policy_add_key(
    srtp3_policy_t policy,
    const uint8_t* key,
    size_t keyLength,
    const uint8_t* salt,
    size_t saltLength,
    const uint8_t*,
    size_t) {
    if (keyLength + saltLength > sizeof(policy->key)) {
        return srtp_err_status_bad_param;
    }
    std::memcpy(policy->key, key, keyLength);
    std::memcpy(policy->key + keyLength, salt, saltLength);
    policy->policy.key = policy->key;
    return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp3_policy_t policy, bool allow) {
    policy->policy.allow_repeat_tx = allow;
    return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp3_policy_t policy, size_t size) {
    policy->policy.window_size = size;
    return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, srtp3_policy_t policy) {
    return srtp_create(session, &policy->policy);
}

inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrc) {
    return srtp_remove_stream(session, ssrc);
}

/** Runs that on a copy of what is in one buffer, in another. */
template <class Change>
srtp_err_status_t srtp3_change(
    const uint8_t* from, size_t length, uint8_t* to, size_t* changedLength, Change change) {
    if (from != to) {
        std::memcpy(to, from, length);
    }
    int bytes = static_cast<int>(length);
    srtp_err_status_t status = change(to, &bytes);
    *changedLength = static_cast<size_t>(bytes);
    return status;
}

inline srtp_err_status_t srtp_protect(
    srtp_t session, const uint8_t* rtp, size_t length, uint8_t* srtp, size_t* protectedLength, size_t) {
    return srtp3_change(rtp, length, srtp, protectedLength, [session](uint8_t* packet, int* bytes) {
        return srtp_protect(session, packet, bytes);
    });
}

inline srtp_err_status_t srtp_unprotect(
    srtp_t session, const uint8_t* srtp, size_t length, uint8_t* rtp, size_t* plainLength) {
    return srtp3_change(srtp, length, rtp, plainLength, [session](uint8_t* packet, int* bytes) {
        return srtp_unprotect(session, packet, bytes);
    });
}

inline srtp_err_status_t srtp_protect_rtcp(
    srtp_t session, const uint8_t* rtcp, size_t length, uint8_t* srtcp, size_t* protectedLength, size_t) {
    return srtp3_change(rtcp, length, srtcp, protectedLength, [session](uint8_t* packet, int* bytes) {
        return srtp_protect_rtcp(session, packet, bytes);
    });
}

inline srtp_err_status_t srtp_unprotect_rtcp(
    srtp_t session, const uint8_t* srtcp, size_t length, uint8_t* rtcp, size_t* plainLength) {
    return srtp3_change(srtcp, length, rtcp, plainLength, [session](uint8_t* packet, int* bytes) {
        return srtp_unprotect_rtcp(session, packet, bytes);
    });
}
