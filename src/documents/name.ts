const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i

/**
 * A name from outside as it is shown and offered for saving: controls, characters that hide or turn others and path parts
 * are taken out first, and only then dots at the edges and names that an operating system keeps for itself are looked
 * for. Bytes are stored under a random id, never under this name.
 */
export const safeFileName = (name: string): string => {
  const plain = name
    .toWellFormed()
    .replace(/[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\ufffd]/gu, '')
    .normalize('NFC')
    .replace(/^.*[\\/]/, '')
    .replace(/[<>:"|?*]/g, '_')
    .trim()
    .replace(/^[. ]+|[. ]+$/g, '')
  const bounded = plain.length > 200 ? `${plain.slice(0, 180)}${/\.[\w-]{1,15}$/.exec(plain)?.[0] ?? ''}` : plain
  return (reserved.test(bounded) ? `_${bounded}` : bounded) || 'file'
}
