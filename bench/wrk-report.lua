-- The body comes as an argument; the report goes out as one line of JSON with the whole histogram.
function init(args)
  wrk.method = "POST"
  wrk.body = args[1]
end

function done(summary, latency)
  local counts = {}
  for i = 1, #latency do
    local us, count = latency(i)
    counts[i] = string.format("[%d,%d]", us, count)
  end
  local errors = summary.errors
  local failures = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format('{"requests":%d,"durationUs":%d,"failures":%d,"latencyUs":[%s]}',
    summary.requests, summary.duration, failures, table.concat(counts, ",")))
end
