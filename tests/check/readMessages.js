import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';

/**
 * What one message file says.
 *
 * @typedef {object} Place
 * @property {string} name the file's name, the exported constant's, and the place in `m.<place>`
 * @property {string[]} keys paths below the place, sorted: "title", "outcomes.worked"
 * @property {{ line: number, text: string }[]} texts every piece of text that a person may see
 */

/**
 * Reads the message files of one language: `export const <place> = { key: 'text', … }`, where a
 * value is a text, a function or a call that gives one, or a table of such values.
 *
 * @param {string} folder a language's folder
 * @returns {Place[]} sorted by name
 */
export function readMessages(folder) {
  if (!existsSync(folder)) return [];
  return (
    readdirSync(folder)
      // The two books of a language only bind its places together.
      .filter((file) => file.endsWith('.ts') && !['early.ts', 'late.ts'].includes(file))
      .sort()
      .map((file) => readPlace(basename(file, '.ts'), readFileSync(join(folder, file), 'utf8')))
  );
}

/**
 * @param {string} name
 * @param {string} source
 * @returns {Place}
 */
export function readPlace(name, source) {
  const file = ts.createSourceFile(`${name}.ts`, source, ts.ScriptTarget.Latest, true);
  const table = file.statements
    .filter(ts.isVariableStatement)
    .flatMap((statement) => [...statement.declarationList.declarations])
    .find((declaration) => ts.isIdentifier(declaration.name) && declaration.name.text === name);
  const value = table?.initializer && unwrap(table.initializer);
  if (!value || !ts.isObjectLiteralExpression(value)) {
    throw new Error(`${name}.ts holds no "export const ${name} = { … }"`);
  }
  return { name, keys: readKeys(value, '').sort(), texts: readTexts(file) };
}

/**
 * @param {ts.ObjectLiteralExpression} table
 * @param {string} prefix
 * @returns {string[]}
 */
function readKeys(table, prefix) {
  return table.properties.flatMap((property) => {
    if (!property.name) throw new Error(`"${property.getText()}" cannot be read as a message`);
    const path = prefix + ('text' in property.name ? property.name.text : property.name.getText());
    const value = ts.isPropertyAssignment(property) ? unwrap(property.initializer) : undefined;
    return value && ts.isObjectLiteralExpression(value) ? readKeys(value, `${path}.`) : [path];
  });
}

/**
 * The node inside parentheses and `as const`, `satisfies T`.
 *
 * @param {ts.Expression} node
 * @returns {ts.Expression}
 */
function unwrap(node) {
  return ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isParenthesizedExpression(node)
    ? unwrap(node.expression)
    : node;
}

/**
 * The texts of a file that holds both languages side by side: `{ en: 'Today', es: 'Hoy' }`.
 *
 * @param {string} source
 * @param {string} language the name of the key under which its texts stand
 * @returns {Place['texts']}
 */
export function readSideBySide(source, language) {
  const file = ts.createSourceFile('side.ts', source, ts.ScriptTarget.Latest, true);
  /** @type {Place['texts']} */
  const texts = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === language) {
      texts.push(...readTexts(file, node.initializer));
    } else node.forEachChild(visit);
  };
  file.forEachChild(visit);
  return texts;
}

/**
 * Every text of a file but those that are code: names of keys and imports, types, and what values
 * are compared with.
 *
 * @param {ts.SourceFile} file
 * @param {ts.Node} [within] the part of it that is read; absent: all of it
 * @returns {Place['texts']}
 */
function readTexts(file, within) {
  /** @type {Place['texts']} */
  const texts = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isCaseClause(node.parent)) {
      if (ts.isCaseClause(node.parent) && node !== node.parent.expression) node.forEachChild(visit);
      return;
    }
    const isText =
      ts.isStringLiteral(node) ||
      ts.isNoSubstitutionTemplateLiteral(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node);
    if (isText && !isCode(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      texts.push({ line: line + 1, text: node.text });
    }
    node.forEachChild(visit);
  };
  if (within) visit(within);
  else file.forEachChild(visit);
  return texts;
}

/**
 * @param {ts.Node} node a text
 */
function isCode({ parent, pos }) {
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.getText().includes('==');
  if (ts.isElementAccessExpression(parent)) return parent.argumentExpression.pos === pos;
  return ts.isPropertyAssignment(parent) && parent.name.pos === pos;
}
