import chromium from '@sparticuz/chromium'

/**
 * Where the browser is: what `CHROMIUM_PATH` names, else the packed one, which is unpacked when it is not there yet. That writes a file that
 * another process may already try to start, so a run of several files asks once before it begins.
 */
export const browserPath = async (): Promise<string> => process.env.CHROMIUM_PATH ?? (await chromium.executablePath())

/** Its own flags suit a function in a cloud, not a test: one process is too few. */
export const browserFlags = (): readonly string[] => {
  const unsuited = ['--single-process', '--disable-web-security', '--allow-running-insecure-content']
  return chromium.args.filter((flag) => !unsuited.includes(flag))
}
