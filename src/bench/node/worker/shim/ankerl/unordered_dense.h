// SPDX-License-Identifier: Apache-2.0

// The hash tables that mediasoup 3.20 replaced by those of this name.

#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/hash/hash.h>
#include <functional>
#include <iterator>

namespace ankerl::unordered_dense {

template <class T>
using hash = absl::Hash<T>;

/** Erasing an element leads to the next. */
template <class Table>
struct Leading : Table {
    using Table::Table;
    using Table::erase;

    typename Table::iterator erase(typename Table::iterator at) {
        auto next = std::next(at);
        Table::erase(at);
        return next;
    }
};

template <class Key, class Value, class Hash = absl::Hash<Key>, class Equal = std::equal_to<Key>>
using map = Leading<absl::flat_hash_map<Key, Value, Hash, Equal>>;

template <class Key, class Hash = absl::Hash<Key>, class Equal = std::equal_to<Key>>
using set = Leading<absl::flat_hash_set<Key, Hash, Equal>>;

} // namespace ankerl::unordered_dense
