// Outcome<T, E>: a value, or why there is none as a typed error. Result<T> of
// the runtime says it in words; here callers decide by the kind.
#ifndef IOTPF_COMPILER_AUTOMATA_OUTCOME_H_
#define IOTPF_COMPILER_AUTOMATA_OUTCOME_H_

#include <iotpf/check.h>

#include <utility>
#include <variant>

namespace iotpf::automata {

template <class T, class E>
class [[nodiscard]] Outcome {
 public:
  Outcome(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Outcome(E error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() {
    IOTPF_CHECK(has_value());
    return *std::get_if<0>(&state_);
  }
  const T& value() const {
    IOTPF_CHECK(has_value());
    return *std::get_if<0>(&state_);
  }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const E& error() const {
    IOTPF_CHECK(!has_value());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, E> state_;
};

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_OUTCOME_H_
