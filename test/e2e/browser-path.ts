import chromium from '@sparticuz/chromium'

/**
 * Where the browser is: what `CHROMIUM_PATH` names, else the packed one, which is unpacked when it is not there yet. That writes a file that
 * another process may already try to start, so a run of several files asks once before it begins.
 */
export const browserPath = async (): Promise<string> => process.env.CHROMIUM_PATH ?? (await chromium.executablePath())

/** Of its own flags, those that suit a function in a cloud and not a test: one process is too few, and a graphics card in software takes half the time. */
const unsuited =
  /^--(?:single-process|disable-web-security|allow-running-insecure-content|in-process-gpu|use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist)/

export const browserFlags = (): readonly string[] => [...chromium.args.filter((flag) => !unsuited.test(flag)), '--disable-gpu']
