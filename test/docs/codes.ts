import { join, relative } from 'node:path';
import ts from 'typescript';
import { exportOf, isOurs, literalsOf, programOf, ROOT, visit } from './source.ts';

const ERRORS = join(ROOT, 'src', 'errors.ts');
const PLAN_TYPES = join(ROOT, 'src', 'plan', 'types.ts');
const CHANGE = join(ROOT, 'src', 'plan', 'change.ts');
const TAGS = join(ROOT, 'src', 'dropbox', 'tags.ts');

/** A code has this form; the codes of Node and of zod do not, or are never passed to something named `code`. */
const CODE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** What zod calls an issue of ours; the code itself stands in its parameters. */
const OF_ZOD = 'custom';

/** An argument that can be more exit codes than this is any of them. */
const MOST_EXITS = 2;

/** Everything that the source can say by a code. */
export interface Codes {
  /** Codes of errors, each with the exit codes that it can end with. */
  errors: Map<string, Set<number>>;
  blocked: Set<string>;
  kept: Set<string>;
  /** Why a change is made, or why there is none. */
  decisions: Set<string>;
  /** Dropbox's own tags for which there are words. */
  tags: Set<string>;
  /** All of these, and the codes of warnings, changes, problems and findings. */
  all: Set<string>;
  /** Errors whose code is none that the compiler knows, as `file: expression`. */
  passedOn: Set<string>;
}

/** The exit codes of the errors that have one of their own. */
const EXITS: Record<string, readonly number[]> = {
  InvalidInputError: [7],
  RailError: [3],
  UnauthorizedError: [5],
  ForbiddenError: [6],
  UnavailableError: [8],
  LostAnswerError: [8],
  RequestRefusedError: [4],
  StalePlanError: [10],
};

/** Errors that bring their code along. */
const FIXED: Record<string, readonly [string, readonly number[]]> = {
  DeclinedError: ['declined', [130]],
  InterruptedError: ['interrupted', [130, 143]],
};

/** Collects the codes with the compiler: those of errors from their constructors, all others from what is named `code`. */
export function collectCodes(): Codes {
  const program = programOf();
  const checker = program.getTypeChecker();
  const literalsIn = (file: string, type: string): Set<string> =>
    new Set(literalsOf(checker.getDeclaredTypeOfSymbol(exportOf(program, file, type))).filter(isString));
  const codes: Codes = {
    errors: new Map(),
    blocked: literalsIn(PLAN_TYPES, 'BlockedCode'),
    kept: literalsIn(PLAN_TYPES, 'KeptCode'),
    decisions: new Set([
      ...literalsIn(CHANGE, 'ChangeReason'),
      ...literalsIn(PLAN_TYPES, 'UnchangedCode'),
      'disabled',
    ]),
    tags: new Set(),
    all: new Set(),
    passedOn: new Set(),
  };
  for (const file of program.getSourceFiles()) {
    if (!isOurs(file.fileName)) continue;
    visit(file, (node) => {
      collectFrom(node, checker, codes);
    });
  }
  const every = [codes.errors.keys(), codes.blocked, codes.kept, codes.decisions, codes.tags];
  for (const set of every) for (const code of set) codes.all.add(code);
  return codes;
}

function collectFrom(node: ts.Node, checker: ts.TypeChecker, codes: Codes): void {
  if (ts.isNewExpression(node)) collectError(node, checker, codes);
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    for (const code of codesPassed(node, checker)) codes.all.add(code);
  }
  if (ts.isObjectLiteralExpression(node)) {
    const code = node.properties.find((property) => property.name?.getText() === 'code');
    if (code !== undefined) addLiterals(valueOf(code), checker, codes.all);
  }
  if (ts.isArrayLiteralExpression(node) && node.getSourceFile().fileName === TAGS) {
    const [tag] = node.elements;
    if (tag !== undefined && ts.isStringLiteral(tag)) codes.tags.add(tag.text);
  }
}

/** What a property is given, `{ code: value }` or `{ code }`. */
function valueOf(property: ts.ObjectLiteralElementLike): ts.Node {
  return ts.isPropertyAssignment(property) ? property.initializer : (property.name ?? property);
}

/** The error that a `new` makes, with its exit codes; nothing for any other class. */
function collectError(node: ts.NewExpression, checker: ts.TypeChecker, codes: Codes): void {
  const name = node.expression.getText();
  const fixed = FIXED[name];
  if (fixed !== undefined) addError(codes, fixed[0], fixed[1]);
  const declaration = checker.getResolvedSignature(node)?.declaration;
  if (declaration?.getSourceFile().fileName !== ERRORS) return;
  const [first, second] = node.arguments ?? [];
  const exits = EXITS[name] ?? exitsOf(first, checker);
  const code = name in EXITS ? first : second;
  if (code === undefined || fixed !== undefined) return;
  for (const literal of literalsOf(checker.getTypeAtLocation(code))) {
    if (literal !== null) addError(codes, literal, exits);
    else codes.passedOn.add(`${relative(ROOT, node.getSourceFile().fileName)}: ${code.getText()}`);
  }
}

function addError({ errors }: Codes, code: string, exits: readonly number[]): void {
  errors.set(code, new Set([...(errors.get(code) ?? []), ...exits]));
}

/** What a call hands to a parameter named `code`. */
function codesPassed(node: ts.CallExpression | ts.NewExpression, checker: ts.TypeChecker): string[] {
  const given = node.arguments ?? [];
  if (!given.some(mayBeCode)) return [];
  const parameters = checker.getResolvedSignature(node)?.parameters ?? [];
  return parameters.flatMap(({ name }, index) => {
    const value = given[index];
    if (name !== 'code' || value === undefined) return [];
    const found = new Set<string>();
    addLiterals(value, checker, found);
    return [...found];
  });
}

/** Asking the compiler for every call would take several times as long. */
function mayBeCode(node: ts.Expression): boolean {
  if (ts.isConditionalExpression(node)) return mayBeCode(node.whenTrue) || mayBeCode(node.whenFalse);
  return ts.isStringLiteral(node) && CODE.test(node.text);
}

function addLiterals(node: ts.Node, checker: ts.TypeChecker, found: Set<string>): void {
  for (const literal of literalsOf(checker.getTypeAtLocation(node))) {
    if (literal !== null && literal !== OF_ZOD && CODE.test(literal)) found.add(literal);
  }
}

/** The exit codes that an argument can be; none for one that an error only passes on. */
function exitsOf(node: ts.Expression | undefined, checker: ts.TypeChecker): number[] {
  if (node === undefined) return [];
  const type = checker.getTypeAtLocation(node);
  const parts = type.isUnion() ? type.types : [type];
  return parts.length > MOST_EXITS
    ? []
    : parts.filter((part) => part.isNumberLiteral()).map(({ value }) => value);
}

function isString(value: string | null): value is string {
  return value !== null;
}
