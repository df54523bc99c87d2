// Result<T>: a value or an Error. For what the world can get wrong: files,
// formats, versions. Copies the interface of std::expected, to become it when
// the compiler has it.
#ifndef IOTPF_RESULT_H_
#define IOTPF_RESULT_H_

#include <iotpf/check.h>

#include <string>
#include <utility>
#include <variant>

namespace iotpf {

// One line for people: names the thing, and after a semicolon what helps.
// "cam.so: built for ABI 2.0; this runtime loads 1.0 to 1.4"
struct [[nodiscard]] Error {
  std::string message;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

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

  const Error& error() const {
    IOTPF_CHECK(!has_value());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)), has_error_(true) {}

  bool has_value() const { return !has_error_; }
  explicit operator bool() const { return has_value(); }
  const Error& error() const {
    IOTPF_CHECK(has_error_);
    return error_;
  }

 private:
  Error error_;
  bool has_error_ = false;
};

}  // namespace iotpf

#endif  // IOTPF_RESULT_H_
