"""An outside client: prints the data of all records of a stream, one a line."""

import sys

import boto3

kinesis = boto3.client("kinesis")
stream = sys.argv[1]
for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    while records := (answer := kinesis.get_records(ShardIterator=iterator))["Records"]:
        for record in records:
            print(record["Data"].decode())
        iterator = answer["NextShardIterator"]
