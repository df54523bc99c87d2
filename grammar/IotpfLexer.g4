// The words of the fingerprint language.
//
// A literal that does not end has a token of its own, so that the message can
// say so at the place where it begins. What no rule matches is `Unknown`.
lexer grammar IotpfLexer;

channels { Comments }

Module: 'module';
Import: 'import';
List: 'list';
Predicate: 'predicate';
Provider: 'provider';
Platform: 'platform';
Fingerprint: 'fingerprint';
Positive: 'positive';
Negative: 'negative';
Necessary: 'necessary';
Sufficient: 'sufficient';
Priority: 'priority';
Prefer: 'prefer';
Over: 'over';
Scope: 'scope';
Test: 'test';
Expect: 'expect';
By: 'by';
Behind: 'behind';
Other: 'other';
Ambiguous: 'ambiguous';

And: 'and';
Or: 'or';
Not: 'not';
Any: 'any';
All: 'all';
Of: 'of';
In: 'in';
Under: 'under';
StartsWith: 'starts_with';
EndsWith: 'ends_with';
Contains: 'contains';
Matches: 'matches';
At: 'at';
Is: 'is';
Present: 'present';
Absent: 'absent';
Nocase: 'nocase';
Count: 'count';
File: 'file';
True: 'true';
False: 'false';
Null: 'null';

Equal: '==';
NotEqual: '!=';
LessEqual: '<=';
Less: '<';
GreaterEqual: '>=';
Greater: '>';
Assign: '=';
DotDot: '..';
Dot: '.';
Comma: ',';
Colon: ':';
Semicolon: ';';
OpenBrace: '{';
CloseBrace: '}';
OpenBracket: '[';
CloseBracket: ']';
OpenParen: '(';
CloseParen: ')';

// 10.0.0.0/8, 2001:db8::/32, a4:cf:12:00:00:00/24. Two colons at least, so
// that `name: level` is none. What it means is checked later.
Address: (Digit+ '.' Digit+ '.' Digit+ '.' Digit+
         | HexDigit* ':' HexDigit* ':' [0-9a-fA-F:.]*) ('/' Digit+)?;
Integer: Digit [0-9a-zA-Z_]*;
Name: [a-zA-Z_] [a-zA-Z0-9_]*;

Block: '"""' .*? '"""';
UnterminatedBlock: '"""' (~'"' | '"' ~'"' | '""' ~'"')* '"'? '"'? EOF;
Hex: 'x"' ~["\r\n]* '"';
Raw: 'r"' ~["\r\n]* '"';
Text: '"' (~["\\\r\n] | '\\' ~[\r\n])* '"';
UnterminatedText: '"' (~["\\\r\n] | '\\' ~[\r\n])* '\\'?
                | [rx] '"' ~["\r\n]*;

// A slash inside is escaped; the flags are checked later.
Regex: '/' RegexStart RegexRest* '/' [a-zA-Z]*;
UnterminatedRegex: '/' RegexStart RegexRest* '\\'?;

LineComment: '//' ~[\r\n]* -> channel(Comments);
BlockComment: '/*' .*? '*/' -> channel(Comments);
UnterminatedComment: '/*' (~'*' | '*'+ ~[/*])* '*'* EOF;
Space: [ \t\r\n\u000C\uFEFF]+ -> skip;
Unknown: .;

fragment Digit: [0-9];
fragment HexDigit: [0-9a-fA-F];
fragment RegexStart: ~[/*\\\r\n] | '\\' ~[\r\n];
fragment RegexRest: ~[/\\\r\n] | '\\' ~[\r\n];
