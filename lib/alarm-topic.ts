import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface AlarmTopicProps {
  /** Gets each notification, after confirming the subscription that SNS sends. Of a new topic. */
  readonly email: string | undefined;
  /** Of an existing topic, which is used as it is. */
  readonly existingTopicArn: string | undefined;
  /** Whether what cannot be checked of an existing topic was seen to. */
  readonly existingChecked: boolean;
}

/** Where alarms tell that they go off and recover. */
export class AlarmTopic extends Construct {
  /** Undefined where nobody is told. */
  readonly topic: ITopic | undefined;

  constructor(scope: Construct, id: string, { email, existingTopicArn, existingChecked }: AlarmTopicProps) {
    super(scope, id);
    if (existingTopicArn !== undefined) {
      this.topic = Topic.fromTopicArn(this, 'Topic', existingTopicArn);
      if (!existingChecked) this.#warnOfExisting();
    } else if (email !== undefined) {
      this.topic = this.#create(email);
    }
  }

  #create(email: string): Topic {
    // Not encrypted with the key of SNS: CloudWatch could not publish then. No alarm tells what a submission holds.
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    topic.addSubscription(new EmailSubscription(email));
    // Of its own, since a topic with a policy no longer has the default one.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    return topic;
  }

  #warnOfExisting(): void {
    Validations.of(this).addWarning(
      'telemetry-mapping:existing-topic',
      'The topic of alarms is an existing one, which cannot be checked here: where CloudWatch may not publish to it, no alarm reaches anybody. See to it that it is in this region, that its policy allows cloudwatch.amazonaws.com to publish, that its key, where it has one, is customer-managed and allows cloudwatch.amazonaws.com kms:Decrypt and kms:GenerateDataKey*, and that somebody is subscribed (docs/deploy.md, "Who is called"). Then set existingResourcesChecked to true.',
    );
  }
}
