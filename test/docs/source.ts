import { join, relative } from 'node:path';
import ts from 'typescript';

/** The folder of the project. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** The program without the sandbox, as the compiler knows it. */
export function programOf(): ts.Program {
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  return ts.createProgram(fileNames.filter(isOurs), options);
}

/** True for a file of the program; the sandbox is Dropbox, and its tags are Dropbox's. */
export function isOurs(file: string): boolean {
  const path = relative(ROOT, file);
  return path.startsWith('src/') && !path.startsWith('src/sandbox/');
}

/** Calls `each` with a node and everything in it. */
export function visit(node: ts.Node, each: (node: ts.Node) => void): void {
  each(node);
  ts.forEachChild(node, (child) => {
    visit(child, each);
  });
}

/** What a file exports under a name. */
export function exportOf(program: ts.Program, file: string, name: string): ts.Symbol {
  const source = program.getSourceFile(file);
  const module = source === undefined ? undefined : program.getTypeChecker().getSymbolAtLocation(source);
  const found = module?.exports?.get(ts.escapeLeadingUnderscores(name));
  if (found === undefined) throw new Error(`${file} has no ${name}`);
  return found;
}

/** The texts that a type consists of; `null` for a part that is any text. */
export function literalsOf(type: ts.Type): (string | null)[] {
  if (type.isUnion()) return type.types.flatMap(literalsOf);
  return [type.isStringLiteral() ? type.value : null];
}
