/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audit-corpus.h"

const char *const audit_corpus[] = {
  "{}",
  "{\"id\":1,\"guid\":\"1f58\",\"action\":{\"id\":3,\"actionName\":\"ACME account: updated\"},"
  "\"admin\":{\"login\":\"admin03\",\"fullName\":\"Administrator\"},\"org\":{\"id\":\"2031\",\"name\":\"School 8\"},"
  "\"description\":\"ACME account \\\"git & CI\\\" (id 235) at "
  "\\\"Universal – Site 80\\\"\",\"accessMethod\":\"UI access\",\"address\":\"2001:db8::1\","
  "\"date\":\"2026-10-25T22:52:43.297+02:00\"}",
  "{\"description\":\"ends in a backslash \\\\\"}",
  "{\"description\":\"\\\\\\\\\\\"\\\\\",\"id\":\"\\\"\"}",
  "{\"description\":\"}],{[\\\"]}\",\"id\":2}",
  "{\"a\":{\"b\":{\"c\":[[[{\"d\":[]}]]]}},\"id\":[{},[],\"]\"]}",
  "{\"description\":\"\\ud83d\\ude00 \\u0041\\u00e9\\u20ac \xf0\x9f\x98\x80 \xe2\x82\xac\"}",
  "{\"description\":\"\\ud83d half, \\ude00\\ud83d other half \\u0000 zero\"}",
  "{\"description\":\"\\b\\f\\n\\r\\t\\/\\\"\\\\\"}",
  "{\"id\\u0020\":\"x\",\"i\\u0064\":\"escaped name\"}",
  " \t{ \"id\" : -1.5e+10 , \"date\" : null ,\r\n\"address\" : true }",
  "{\"\":\"\",\"\\\"\":{\"\\\\\":\"\\\\\"}}",
  "{\"description\":\"no \xff UTF-8 \xc3\"}",
  "{\"id\":\"\"}",
  "null",
  "17",
  "\"a text, \\\"{[\"",
  "[1,[2,{\"a\":\"]\"}]]",
  "false",
  "-0.5E-7",
  "[]",
  NULL,
};
