import { utf8TextDecoder } from 'lib0/string';

/** As long as most names of fields, codes and ids; a longer text is quicker read by the browser's own decoder. */
const short = 32;

/**
 * Yjs asks the browser's decoder for every string of every fact, and each asking costs more than reading a short one
 * by hand: a third of the time in which a five-year plan is read. Whatever is not plain ASCII goes the usual way.
 */
if (utf8TextDecoder) {
  const usual = utf8TextDecoder.decode.bind(utf8TextDecoder);
  utf8TextDecoder.decode = (bytes, options) =>
    bytes instanceof Uint8Array && bytes.length <= short
      ? (ascii(bytes) ?? usual(bytes))
      : usual(bytes, options);
}

const ascii = (bytes: Uint8Array): string | undefined => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes[at] as number;
    if (code > 0x7f) return undefined;
    text += String.fromCharCode(code);
  }
  return text;
};
