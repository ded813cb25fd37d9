import type { Construct } from 'constructs';
import { SERVICE_NAME } from '../../../lambda/contract/metrics';
import { consoleLinks } from '../console-links';
import type { Monitored } from '../monitored';

/** Where to go from the dashboard, in Markdown. */
export const linksMarkdown = (scope: Construct, monitored: Monitored): string => {
  const { stage, function: mapping, stream, thresholds } = monitored;
  const to = consoleLinks(scope);
  const links = [
    `[Alarms](${to.alarms()})`,
    `[Logs Insights](${to.logsInsights()}), saved queries under \`${SERVICE_NAME}/${stage}\``,
    `[Queues](${to.queues()})`,
    `[Function](${to.function(mapping.functionName)})`,
    `[Stream](${to.stream(stream.streamName)})`,
    `Runbook: ${thresholds.runbookUrl}`,
  ];
  return `## Links\n${links.join(' · ')}`;
};
