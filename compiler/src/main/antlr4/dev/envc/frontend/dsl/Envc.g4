// The grammar of the `.envc` form (spec/dsl.md). Words are atoms, flags, commits, URLs, durations
// and names alike: the field a word stands in decides what it is.
grammar Envc;

manifest : (ENVC scalar)? (ENVIRONMENT scalar | MODULE) body EOF ;

body : '{' statement* '}' ;

statement
  : EXTENDS source (',' source)*                             # extends
  | TREE scalar (treePart+ | block) (IF condition)? # tree
  | PARAM (LABEL scalar | scalar) (ASSIGN assigned)? block?  # param
  | LET scalar ASSIGN rhs                                    # let
  | BINHOST scalar rhs                                       # binhost
  | FILE scalar rhs                                          # file
  | USER scalar rhs                                          # user
  | GROUP scalar rhs                                         # group
  | OUTPUT scalar rhs                                        # output
  | VARIANT scalar (IF condition)? body                      # variant
  | (loop+ (IF condition)? | IF condition) body              # when
  | name rhs                                                 # field
  ;

// A manifest to build on: a file, a module, or a file of a commit (without
// which one it is refused later, in words).
source : scalar (FROM scalar (AT scalar)?)? ;

treePart : FROM scalar | AT scalar | UNDER scalar | IN scalar ;

loop : FOR name IN (list | scalar) ;

// What a field holds: one value, or several with commas between them.
rhs : priority? value (',' value)* reason? (IF condition)? ;

// Without a condition: an `if` behind the default of a parameter starts a part.
assigned : value (',' value)* ;

priority : DEFAULT | FORCE ;

reason : BECAUSE scalar ;

value : scalar | list | block ;

list : '[' (item (','? item)*)? ']' ;

block : '{' (item ','?)* '}' ;

// An item of a list or block: a value, perhaps with details, a reason and a condition.
item : LABEL | priority? (scalar block? | list | block) reason? loop* (IF condition)? ;

condition
  : NOT condition                                # not
  | condition AND condition                      # and
  | condition OR condition                       # or
  | '(' condition ')'                            # group_
  | name EQ scalar                               # is
  | name NE scalar                               # isNot
  | name IN '[' scalar (',' scalar)* ']'         # among
  | name IN name                                 # within
  | name                                         # holds
  ;

scalar : name | STRING | TEXT | ENVC | TRUE | FALSE ;

// Keywords are words where nothing else can be meant.
name
  : WORD | TREE | PARAM | BINHOST | FILE | USER | GROUP | OUTPUT | VARIANT | FROM | AT | UNDER | IN
  | ENVIRONMENT | MODULE | EXTENDS | LET
  ;

ENVC : 'envc' ;
ENVIRONMENT : 'environment' ;
MODULE : 'module' ;
EXTENDS : 'extends' ;
LET : 'let' ;
TREE : 'tree' ;
PARAM : 'param' ;
BINHOST : 'binhost' ;
FILE : 'file' ;
USER : 'user' ;
GROUP : 'group' ;
OUTPUT : 'output' ;
VARIANT : 'variant' ;
FROM : 'from' ;
AT : 'at' ;
UNDER : 'under' ;
IN : 'in' ;
IF : 'if' ;
FOR : 'for' ;
DEFAULT : 'default' ;
FORCE : 'force' ;
BECAUSE : 'because' ;
TRUE : 'true' ;
FALSE : 'false' ;

AND : '&&' ;
OR : '||' ;
EQ : '==' ;
NE : '!=' ;
NOT : '!' ;
ASSIGN : '=' ;

LABEL : [A-Za-z_] [A-Za-z0-9_-]* ':' ;

TEXT : '"""' .*? '"""' ;
STRING : '"' (~["\\\r\n] | '\\' ~[\r\n])* '"' ;

// A word may hold parameters, `line-${{ line }}`, and end in USE dependencies, `[ssl,-X]`.
WORD : FIRST (INNER* LAST)? ('[' ~[ \t\r\n[\]{}"]+ ']')? ;

fragment FIRST : ~[ \t\r\n{}[\]()",;#!&|:'`\\] | PARAMETER ;
fragment INNER : ~[ \t\r\n{}[\](),;"] | PARAMETER ;
fragment LAST : ~[ \t\r\n{}[\](),;":] | PARAMETER ;
fragment PARAMETER : '${{' ' '* [A-Za-z0-9_-]+ ' '* '}}' ;

COMMENT : '#' ~[\r\n]* -> channel(HIDDEN) ;
SPACE : [ \t\r\n;]+ -> skip ;
STRAY : . ;
