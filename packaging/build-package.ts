import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { synthesize } from '../local/cdk/synthesize';
import { readTemplate } from '../local/emulated-aws/stack/template';
import { inProject } from '../local/project';

/**
 * Writes `dist`, what the package holds: the construct as one CommonJS module, as the CDK itself is one, so that ES
 * modules and CommonJS get the same classes of it; its types; and the function's bundle, which synth would make.
 */

const DIST = inProject('dist');

await rm(DIST, { recursive: true, force: true });

await build({
  entryPoints: [inProject('lib', 'index.ts')],
  outfile: join(DIST, 'lib', 'index.js'),
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'cjs',
  // The oldest that the CDK runs on.
  target: 'node20',
  define: { 'import.meta.dirname': '__dirname' },
  logLevel: 'warning',
});

execFileSync(
  process.execPath,
  [inProject('node_modules', 'typescript', 'bin', 'tsc'), '--project', inProject('packaging')],
  {
    stdio: 'inherit',
  },
);
// CommonJS, where the relative imports of the types need no extensions.
await writeFile(join(DIST, 'package.json'), JSON.stringify({ type: 'commonjs' }));

const assembly = await mkdtemp(join(tmpdir(), 'telemetry-mapping-package-'));
try {
  await synthesize(assembly);
  const { codeDirectory } = (await readTemplate(assembly)).function;
  await cp(codeDirectory, join(DIST, 'lib', 'function'), { recursive: true });
} finally {
  await rm(assembly, { recursive: true });
}
