/** Of the WebAssembly JavaScript interface, the one function that is used; it comes only with the types of browsers. */
declare namespace WebAssembly {
  function instantiate(
    program: Uint8Array,
    imports: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly instance: { readonly exports: object } }>
}
