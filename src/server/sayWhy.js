/**
 * Ends a program that could not start, with one line that says why.
 *
 * @param {string} command how it was started
 * @returns {(error: { code?: string, port?: number, message: string }) => never}
 */
export function sayWhy(command) {
  return ({ code, port, message }) => {
    console.error(
      code === 'EADDRINUSE'
        ? `Port ${port} is already taken. Choose another one: PORT=${Number(port) + 1} ${command}`
        : message,
    );
    process.exit(1);
  };
}
