#include "tests/contract/proto_compatibility.h"

#include <algorithm>
#include <map>

namespace waggle {
namespace {

using google::protobuf::DescriptorProto;
using google::protobuf::EnumDescriptorProto;
using google::protobuf::FieldDescriptorProto;
using google::protobuf::FileDescriptorProto;
using google::protobuf::FileDescriptorSet;
using google::protobuf::MethodDescriptorProto;
using google::protobuf::ServiceDescriptorProto;

// Everything that has a name of its own, by that name.
struct Names {
  std::map<std::string, const DescriptorProto*> messages;
  std::map<std::string, const EnumDescriptorProto*> enums;
  std::map<std::string, const ServiceDescriptorProto*> services;
};

void AddMessage(const std::string& scope, const DescriptorProto& message, Names& names) {
  const std::string name = scope + "." + message.name();
  names.messages[name] = &message;
  for (const DescriptorProto& nested : message.nested_type()) AddMessage(name, nested, names);
  for (const EnumDescriptorProto& nested : message.enum_type()) {
    names.enums[name + "." + nested.name()] = &nested;
  }
}

Names NamesOf(const FileDescriptorSet& set) {
  Names names;
  for (const FileDescriptorProto& file : set.file()) {
    const std::string& package = file.package();
    if (!package.starts_with("waggle.")) continue;
    for (const DescriptorProto& message : file.message_type()) AddMessage(package, message, names);
    for (const EnumDescriptorProto& entry : file.enum_type()) {
      names.enums[package + "." + entry.name()] = &entry;
    }
    for (const ServiceDescriptorProto& service : file.service()) {
      names.services[package + "." + service.name()] = &service;
    }
  }
  return names;
}

// Type, repetition, presence and oneof: what a reader of the wire or of the generated code sees.
std::string Shape(const DescriptorProto& message, const FieldDescriptorProto& field) {
  std::string shape = FieldDescriptorProto::Label_Name(field.label()) + " " +
                      FieldDescriptorProto::Type_Name(field.type()) + " " + field.type_name();
  if (field.proto3_optional()) return shape + " optional";
  if (field.has_oneof_index()) shape += " in " + message.oneof_decl(field.oneof_index()).name();
  return shape;
}

class Comparison {
 public:
  void Message(const std::string& name, const DescriptorProto& before,
               const DescriptorProto* after) {
    if (after == nullptr) return Report("message " + name + " is gone");
    for (const FieldDescriptorProto& field : before.field()) {
      const auto same = std::find_if(
          after->field().begin(), after->field().end(),
          [&](const FieldDescriptorProto& other) { return other.number() == field.number(); });
      const std::string place = name + " field " + std::to_string(field.number());
      if (same == after->field().end()) {
        Report(place + " (" + field.name() + ") is gone");
      } else if (same->name() != field.name()) {
        Report(place + " was " + field.name() + ", is " + same->name());
      } else if (Shape(before, field) != Shape(*after, *same)) {
        Report(place + " (" + field.name() + ") was " + Shape(before, field) + ", is " +
               Shape(*after, *same));
      }
    }
    Reserved(name, before, *after);
  }

  void Enum(const std::string& name, const EnumDescriptorProto& before,
            const EnumDescriptorProto* after) {
    if (after == nullptr) return Report("enum " + name + " is gone");
    for (const auto& value : before.value()) {
      const auto same =
          std::find_if(after->value().begin(), after->value().end(),
                       [&](const auto& other) { return other.number() == value.number(); });
      const std::string place = name + " value " + std::to_string(value.number());
      if (same == after->value().end()) {
        Report(place + " (" + value.name() + ") is gone");
      } else if (same->name() != value.name()) {
        Report(place + " was " + value.name() + ", is " + same->name());
      }
    }
  }

  void Service(const std::string& name, const ServiceDescriptorProto& before,
               const ServiceDescriptorProto* after) {
    if (after == nullptr) return Report("service " + name + " is gone");
    for (const MethodDescriptorProto& method : before.method()) {
      const auto same = std::find_if(
          after->method().begin(), after->method().end(),
          [&](const MethodDescriptorProto& other) { return other.name() == method.name(); });
      const std::string place = "rpc " + name + "." + method.name();
      if (same == after->method().end()) {
        Report(place + " is gone");
      } else if (Signature(method) != Signature(*same)) {
        Report(place + " was " + Signature(method) + ", is " + Signature(*same));
      }
    }
  }

  std::vector<std::string> Take() && { return std::move(changes_); }

 private:
  static std::string Signature(const MethodDescriptorProto& method) {
    return std::string(method.client_streaming() ? "stream " : "") + method.input_type() + " -> " +
           (method.server_streaming() ? "stream " : "") + method.output_type();
  }

  // A number that was given up may still stand in the log with its old meaning.
  void Reserved(const std::string& name, const DescriptorProto& before,
                const DescriptorProto& after) {
    for (const auto& range : before.reserved_range()) {
      for (const FieldDescriptorProto& field : after.field()) {
        if (field.number() >= range.start() && field.number() < range.end()) {
          Report(name + " field " + std::to_string(field.number()) + " (" + field.name() +
                 ") was reserved");
        }
      }
    }
  }

  void Report(std::string change) { changes_.push_back(std::move(change)); }

  std::vector<std::string> changes_;
};

template <class Descriptor>
const Descriptor* Find(const std::map<std::string, const Descriptor*>& all,
                       const std::string& name) {
  const auto found = all.find(name);
  return found == all.end() ? nullptr : found->second;
}

}  // namespace

std::vector<std::string> BreakingChanges(const FileDescriptorSet& baseline,
                                         const FileDescriptorSet& current) {
  const Names before = NamesOf(baseline);
  const Names after = NamesOf(current);
  Comparison comparison;
  for (const auto& [name, message] : before.messages) {
    comparison.Message(name, *message, Find(after.messages, name));
  }
  for (const auto& [name, entry] : before.enums) {
    comparison.Enum(name, *entry, Find(after.enums, name));
  }
  for (const auto& [name, service] : before.services) {
    comparison.Service(name, *service, Find(after.services, name));
  }
  return std::move(comparison).Take();
}

}  // namespace waggle
