declare module 'png-chunks-extract' {
  export default function extractChunks(
    png: Uint8Array,
  ): readonly { readonly name: string; readonly data: Uint8Array }[]
}
