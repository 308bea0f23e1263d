/** The same messages in another language: texts stay texts, sentences with parts keep their parts. */
export type Shape<Messages> = Messages extends string
  ? string
  : Messages extends (...parts: infer Parts) => string
    ? (...parts: Parts) => string
    : { readonly [Key in keyof Messages]: Shape<Messages[Key]> };
