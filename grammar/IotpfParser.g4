// The syntax of the fingerprint language: one rule a construct, no actions.
// What it means is in README.md beside this file.
parser grammar IotpfParser;

options { tokenVocab = IotpfLexer; }

file: module? declaration* EOF;

module: Module dottedName Semicolon;

declaration: import_ | list | predicateDefinition | provider | platform | prefer;

// import lists.adverts;
import_: Import dottedName Semicolon;

// list app_hosts : host = ["api.smartthings.com", ".smartthings.com"];
// list device_hosts : host = file "device_hosts.txt";
list: List name Colon name Assign (bracketed | File Text) Semicolon;

// predicate asks_for(hosts: list<host>, agent: text) = ...;
predicateDefinition: Predicate name OpenParen (parameter (Comma parameter)*)?
                     CloseParen Assign expr Semicolon;
parameter: name Colon (List Less name Greater | name);

// provider samsung "Samsung" { ... }
provider: Provider name Text? OpenBrace providerItem* CloseBrace;
providerItem: scope | property | platform;
scope: Scope Assign expr Semicolon;
property: name Assign (literal | name) Semicolon;

// platform smartthings "Samsung SmartThings" { ... }
platform: Platform name Text? OpenBrace platformItem* CloseBrace;
platformItem: feature | condition | fingerprint | test | property;

// fingerprint mobile { ... }
fingerprint: Fingerprint name OpenBrace fingerprintItem* CloseBrace;
fingerprintItem: feature | condition;

// positive banner : easy = http.response.header["Server"] == "SmartThings";
feature: polarity name (Colon name)? Assign expr Semicolon;
polarity: Positive | Negative;

// sufficient positive priority 350 : banner or api;
condition: (Necessary | Sufficient) polarity (Priority Integer)? Colon expr
           Semicolon;

// prefer govee over aws_iot;
prefer: Prefer name Over name Semicolon;

// ---- expressions: tests of fields in features and scopes, names of features
// in conditions

expr: conjunction (Or conjunction)*;
conjunction: negation (And negation)*;
negation: Not* primary;
primary
  : OpenParen expr CloseParen                            # group
  | quantified                                           # quantifier
  | Count OpenParen reference CloseParen predicate       # countTerm
  | reference (predicate | arguments)?                   # term
  ;

// asks_for(app_hosts, "SmartThings")
arguments: OpenParen (operand (Comma operand)* Comma?)? CloseParen;

// any of (a, b), 2 of (a, b, c); any positive, all negative
quantified: quantity (Of OpenParen expr (Comma expr)* Comma? CloseParen
                     | polarity);
quantity: Any | All | Integer;

// http.response.header["Server"]
reference: dottedName (OpenBracket (Text | Raw) CloseBracket)?;

predicate
  : (Equal | NotEqual | LessEqual | Less | GreaterEqual | Greater) operand
  | (In | Under | StartsWith | EndsWith | Contains) operand
  | Matches Regex
  | At Integer Equal operand
  | Is (Present | Absent)
  ;
operand: literal (DotDot literal)? | bracketed | dottedName;
bracketed: OpenBracket (literal (Comma literal)* Comma?)? CloseBracket;
literal: Nocase? (Integer | Text | Raw | Block | Hex | Address | True | False
         | Null);

// ---- tests

// test "listing 2" { response = """..."""; expect smartthings.mobile; }
test: Test Text OpenBrace testItem* CloseBrace;
testItem: testField | testExpect;
testField: reference (Assign (literal | bracketed) | Is Absent) Semicolon;
testExpect: Expect expectation Semicolon;
expectation
  : Other                                                          # expectOther
  | Provider name (Comma name)*                                    # expectProvider
  | Ambiguous claim (Comma claim)*                                 # expectAmbiguous
  | claim (By name (Comma name)*)? (Behind claim (Comma claim)*)?  # expectClaim
  ;
claim: name (Dot name)?;

dottedName: name (Dot name)*;
name: Name;
